//! The binary: reads the command line, starts the runtime, ends with 0, 1 or 2.

use std::process::ExitCode;

fn main() -> ExitCode {
    ijwi::cli::run()
}

//! The binary: reads the command line, starts the runtime, ends with 0, 1 or 2.

use std::process::ExitCode;

/// Pages are made of many short-lived pieces by several threads: the system's allocator
/// kept four times as much memory for the same load (docs/PERFORMANCE.md).
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ijwi::cli::run()
}

//! A made-up sound: soft tones, so that a player has something to play.

/// Samples a second.
const RATE: u32 = 8_000;

/// A WAV file of that many seconds: a slow chain of soft tones, 8 bits, mono.
pub(super) fn tones(seconds: u32) -> Vec<u8> {
    let samples = RATE * seconds;
    let mut bytes = Vec::with_capacity(44 + usize::try_from(samples).unwrap_or_default());
    bytes.extend(b"RIFF");
    bytes.extend((36 + samples).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16_u32.to_le_bytes());
    bytes.extend(1_u16.to_le_bytes());
    bytes.extend(1_u16.to_le_bytes());
    bytes.extend(RATE.to_le_bytes());
    bytes.extend(RATE.to_le_bytes());
    bytes.extend(1_u16.to_le_bytes());
    bytes.extend(8_u16.to_le_bytes());
    bytes.extend(b"data");
    bytes.extend(samples.to_le_bytes());
    bytes.extend((0..samples).map(sample));
    bytes
}

/// A triangle wave whose pitch changes every half second, quiet in between.
fn sample(at: u32) -> u8 {
    const PERIODS: [u32; 4] = [40, 32, 27, 20];
    let step = at / (RATE / 2);
    let period = PERIODS[usize::try_from(step % 4).unwrap_or_default()];
    let within = at % period;
    let rise = if within < period / 2 { within } else { period - within };
    let level = rise * 48 / period;
    let quiet = at % (RATE / 2) > RATE * 3 / 8;
    let level = if quiet { 12 } else { level };
    u8::try_from(116 + level).unwrap_or(128)
}

//! Bytes of a sound file become its length: every packet is decoded and the
//! samples are counted, because what a container says of its length is a claim.

use std::io::Cursor;

use symphonia::core::codecs::audio::well_known::CODEC_ID_OPUS;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::codecs::registry::CodecRegistry;
use symphonia::core::common::Limit;
use symphonia::core::errors::Error as SoundError;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;
use symphonia::core::units::TimeBase;

use crate::kit::limits::AIRING_SECONDS_MAX;

/// Packets of one file that may fail before it counts as damaged.
const FAILURES_MAX: u32 = 500;
/// Packets that one file may have: six hours of the shortest usual frames.
const PACKETS_MAX: u32 = 9_000_000;
/// Bytes of tags and pictures that are read.
const TAG_BYTES_MAX: usize = 1024 * 1024;

/// How a length was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Every sample was decoded and counted.
    Decoded,
    /// Packets were counted: there is no decoder for them here.
    Counted,
}

/// The length of a sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// How the sound is coded: `mp3`, `opus`, ...
    pub codec: &'static str,
    /// Its length in milliseconds.
    pub millis: u64,
    /// How the length was found.
    pub how: How,
}

impl Measured {
    /// Whole seconds of airtime that it needs.
    pub fn seconds(self) -> u32 {
        u32::try_from(self.millis.div_ceil(1_000)).unwrap_or(u32::MAX)
    }
}

/// Why there is no length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No known sound is in the file.
    #[error("no sound that can be read")]
    NotSound,
    /// Too much of it cannot be decoded.
    #[error("damaged")]
    Damaged,
    /// It is longer than any airing.
    #[error("longer than six hours")]
    TooLong,
}

impl Unreadable {
    /// The code kept in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotSound => "not_sound",
            Self::Damaged => "damaged",
            Self::TooLong => "too_long",
        }
    }
}

/// The length of a sound file.
///
/// Shape: a packet that fails counts with the length that its container gives
/// it; a file that ends in the middle counts up to there.
/// Errors: [`Unreadable`]; a decoder that panics is caught and means damaged.
pub fn measure(bytes: Vec<u8>) -> Result<Measured, Unreadable> {
    std::panic::catch_unwind(|| walk(bytes)).unwrap_or(Err(Unreadable::Damaged))
}

fn walk(bytes: Vec<u8>) -> Result<Measured, Unreadable> {
    let options = MediaSourceStreamOptions::default();
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), options);
    let tags = MetadataOptions::default()
        .limit_tag_bytes(Limit::Maximum(TAG_BYTES_MAX))
        .limit_visual_bytes(Limit::Maximum(TAG_BYTES_MAX));
    let probe = symphonia::default::get_probe();
    let mut format = probe
        .probe(&Hint::new(), stream, FormatOptions::default(), tags)
        .map_err(|_| Unreadable::NotSound)?;
    let mut track = Walk::begin(&*format)?;
    let (mut packets, mut failures) = (0_u32, 0_u32);
    loop {
        packets += 1;
        if packets > PACKETS_MAX || track.micros() > u64::from(AIRING_SECONDS_MAX) * 1_000_000 {
            return Err(Unreadable::TooLong);
        }
        let failed = match format.next_packet() {
            Ok(Some(packet)) => track.take(&packet),
            Ok(None) | Err(SoundError::IoError(_)) => break,
            Err(SoundError::ResetRequired) => track.begin_again(&*format)?,
            Err(_) => Taken::Failed,
        };
        failures += u32::from(failed == Taken::Failed);
        if failures > FAILURES_MAX {
            return Err(Unreadable::Damaged);
        }
    }
    track.end(failures)
}

/// Whether a packet gave samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Counted,
    Failed,
}

/// One track on the way from its first packet to its last.
struct Walk {
    track: u32,
    codec: &'static str,
    decoder: Option<Box<dyn AudioDecoder>>,
    base: Option<TimeBase>,
    /// Samples of one channel at the present rate.
    frames: u64,
    rate: u32,
    /// What was counted before the rate changed, and what was not decoded.
    micros: u64,
    good: u64,
}

impl Walk {
    fn begin(format: &dyn FormatReader) -> Result<Self, Unreadable> {
        let track = format.default_track(TrackType::Audio).ok_or(Unreadable::NotSound)?;
        let params = track.codec_params.as_ref().and_then(|params| params.audio());
        let params = params.ok_or(Unreadable::NotSound)?;
        let (codec, decoder) = decoder_of(symphonia::default::get_codecs(), params)?;
        let base = track.time_base;
        let (track, rate) = (track.id, params.sample_rate.unwrap_or(0));
        Ok(Self { track, codec, decoder, base, frames: 0, rate, micros: 0, good: 0 })
    }

    /// A chained file goes on with a new track.
    fn begin_again(&mut self, format: &dyn FormatReader) -> Result<Taken, Unreadable> {
        let next = Self::begin(format)?;
        let (micros, good) = (self.micros(), self.good);
        *self = Self { micros, good, ..next };
        Ok(Taken::Counted)
    }

    fn take(&mut self, packet: &Packet) -> Taken {
        if packet.track_id != self.track {
            return Taken::Counted;
        }
        let Some(decoder) = &mut self.decoder else {
            self.micros += length_of(packet, self.base);
            self.good += 1;
            return Taken::Counted;
        };
        let Ok(samples) = decoder.decode(packet) else {
            self.micros += length_of(packet, self.base);
            return Taken::Failed;
        };
        let (frames, rate) = (samples.frames(), samples.spec().rate());
        if rate != self.rate {
            self.micros = self.micros();
            (self.frames, self.rate) = (0, rate);
        }
        self.frames += u64::try_from(frames).unwrap_or(u64::MAX);
        self.good += u64::from(frames > 0);
        Taken::Counted
    }

    fn micros(&self) -> u64 {
        let rate = u64::from(self.rate);
        let frames = self.frames.saturating_mul(1_000_000);
        self.micros.saturating_add(frames.checked_div(rate).unwrap_or(0))
    }

    fn end(self, failures: u32) -> Result<Measured, Unreadable> {
        if self.good == 0 {
            return Err(if failures > 0 { Unreadable::Damaged } else { Unreadable::NotSound });
        }
        let how = if self.decoder.is_some() { How::Decoded } else { How::Counted };
        Ok(Measured { codec: self.codec, millis: self.micros().div_ceil(1_000), how })
    }
}

/// The codec's name and its decoder; Opus has a name alone.
type Coded = (&'static str, Option<Box<dyn AudioDecoder>>);

fn decoder_of(codecs: &CodecRegistry, params: &AudioCodecParameters) -> Result<Coded, Unreadable> {
    if params.codec == CODEC_ID_OPUS {
        return Ok(("opus", None));
    }
    let decoder = codecs
        .make_audio_decoder(params, &AudioDecoderOptions::default())
        .map_err(|_| Unreadable::NotSound)?;
    Ok((decoder.codec_info().short_name, Some(decoder)))
}

/// The length that the container gives a packet, in microseconds.
fn length_of(packet: &Packet, base: Option<TimeBase>) -> u64 {
    let Some(base) = base else { return 0 };
    let ticks = u128::from(packet.dur.get()) * u128::from(base.numer.get()) * 1_000_000;
    u64::try_from(ticks / u128::from(base.denom.get())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(bytes: &[u8]) -> Measured {
        measure(bytes.to_vec()).expect("a sound")
    }

    #[test]
    fn every_kind_of_file_measures_right() {
        let table: [(&[u8], &str, u64, How); 8] = [
            (include_bytes!("../../tests/cases/audio/one.wav"), "pcm_s16le", 1_000, How::Decoded),
            (include_bytes!("../../tests/cases/audio/one.aiff"), "pcm_s16be", 1_000, How::Decoded),
            (include_bytes!("../../tests/cases/audio/two.mp3"), "mp3", 2_500, How::Decoded),
            (include_bytes!("../../tests/cases/audio/two.ogg"), "vorbis", 2_500, How::Decoded),
            (include_bytes!("../../tests/cases/audio/two.flac"), "flac", 2_000, How::Decoded),
            (include_bytes!("../../tests/cases/audio/two.m4a"), "aac", 2_000, How::Decoded),
            (include_bytes!("../../tests/cases/audio/two.aac"), "aac", 2_000, How::Decoded),
            (include_bytes!("../../tests/cases/audio/three.opus"), "opus", 3_000, How::Counted),
        ];
        for (bytes, codec, millis, how) in table {
            let found = measured(bytes);
            assert_eq!((found.codec, found.how), (codec, how));
            // An AAC encoder fills up to whole frames of 1024 samples.
            assert!(found.millis.abs_diff(millis) <= 140, "{found:?}, expected {millis}");
        }
    }

    #[test]
    fn airtime_is_rounded_up() {
        let of = |millis| Measured { codec: "mp3", millis, how: How::Decoded }.seconds();
        assert_eq!((of(1), of(1_000), of(30_001)), (1, 1, 31));
    }

    #[test]
    fn what_is_no_sound_is_told() {
        for bytes in [&b""[..], b"<html>", b"RIFF\xff\xff\xff\xffWAVEfmt "] {
            assert!(measure(bytes.to_vec()).is_err());
        }
    }

    #[test]
    fn a_damaged_file_counts_what_can_be_heard_and_never_panics() {
        let whole = include_bytes!("../../tests/cases/audio/two.mp3");
        let half = measured(&whole[..whole.len() / 2]);
        assert!((900..1_700).contains(&half.millis), "{half:?}");
        let mut holed = whole.to_vec();
        for byte in &mut holed[2_000..4_000] {
            *byte = 0x55;
        }
        let holed = measured(&holed);
        assert!(holed.millis <= 2_600, "{holed:?}");
    }
}

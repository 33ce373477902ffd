//! Sound files are told apart by what they hold, never by their name.

/// A kind of sound file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sound {
    /// The media type under which it is sent.
    pub media_type: &'static str,
    /// The end of its file name.
    pub extension: &'static str,
}

const WAV: Sound = Sound { media_type: "audio/wav", extension: "wav" };
const AIFF: Sound = Sound { media_type: "audio/aiff", extension: "aiff" };
const MP3: Sound = Sound { media_type: "audio/mpeg", extension: "mp3" };
const AAC: Sound = Sound { media_type: "audio/aac", extension: "aac" };
const M4A: Sound = Sound { media_type: "audio/mp4", extension: "m4a" };
const OGG: Sound = Sound { media_type: "audio/ogg", extension: "ogg" };
const FLAC: Sound = Sound { media_type: "audio/flac", extension: "flac" };

/// How far into an Ogg file its codec's name may stand.
const OGG_HEAD: usize = 512;

/// What kind of sound the bytes are; none for anything else.
///
/// Source: RFC 9639 (FLAC), RFC 3533 (Ogg), RFC 7845 (Opus), ISO/IEC 11172-3
/// (MPEG audio header), ISO/IEC 14496-3 (ADTS), ISO/IEC 14496-12 (`ftyp`).
pub fn sound_type(bytes: &[u8]) -> Option<Sound> {
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|b| b.starts_with(mark));
    if at(0, b"RIFF") && at(8, b"WAVE") {
        return Some(WAV);
    }
    if at(0, b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC")) {
        return Some(AIFF);
    }
    if at(0, b"OggS") {
        let head = &bytes[..bytes.len().min(OGG_HEAD)];
        let holds = |mark: &[u8]| head.windows(mark.len()).any(|part| part == mark);
        return (holds(b"OpusHead") || holds(b"\x01vorbis") || holds(b"\x7fFLAC")).then_some(OGG);
    }
    if at(0, b"fLaC") {
        return Some(FLAC);
    }
    if at(4, b"ftyp") {
        return Some(M4A);
    }
    if at(0, b"ID3") {
        return Some(MP3);
    }
    frame(bytes)
}

/// A file that begins with an MPEG or ADTS frame: eleven set bits, then the layer.
fn frame(bytes: &[u8]) -> Option<Sound> {
    let [0xff, second, third, _, ..] = *bytes else { return None };
    let (version, layer) = (second >> 3 & 3, second >> 1 & 3);
    let (bit_rate, sample_rate) = (third >> 4, third >> 2 & 3);
    if second & 0xf6 == 0xf0 {
        return Some(AAC);
    }
    let mpeg = second & 0xe0 == 0xe0 && version != 1 && layer != 0;
    (mpeg && bit_rate != 0xf && sample_rate != 3).then_some(MP3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_is_what_its_bytes_say() {
        let table: [(&[u8], Option<Sound>); 13] = [
            (b"RIFF\x24\0\0\0WAVEfmt ", Some(WAV)),
            (b"FORM\0\0\0\x24AIFFCOMM", Some(AIFF)),
            (b"OggS\0\x02........................OpusHead", Some(OGG)),
            (b"OggS\0\x02........................\x80theora", None),
            (b"fLaC\0\0\0\x22", Some(FLAC)),
            (b"\0\0\0\x20ftypM4A ", Some(M4A)),
            (b"ID3\x04\0", Some(MP3)),
            (b"\xff\xfb\x90\0", Some(MP3)),
            (b"\xff\xf1\x50\x80", Some(AAC)),
            (b"\xff\xff\xff\xff", None),
            (b"#!AMR\n", None),
            (b"<html><audio>", None),
            (b"", None),
        ];
        for (bytes, answer) in table {
            assert_eq!(sound_type(bytes), answer, "{bytes:?}");
        }
    }
}

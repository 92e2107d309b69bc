"""The lowest room: nouns, Vietnamese, encoders, engines and the library itself."""

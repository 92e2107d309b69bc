"""The sample library: invented documents of an invented province, to try the software with."""

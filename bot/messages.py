"""Everything a person reads: banana messages in config/i18n."""

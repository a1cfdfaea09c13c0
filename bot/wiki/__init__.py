"""The only place that talks to MediaWiki, and the only importer of pywikibot."""

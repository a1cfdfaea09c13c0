'use strict';

/**
 * The detector's door: wikitext in, findings out, in the reader's own browser. It makes no request (P9).
 */

const redaction = require( './redaction.js' );

/**
 * @return {boolean} Whether this browser has what the detector needs: ES2015's built-ins, and classes of
 *  letters in regular expressions. MediaWiki 1.39 also serves older ones; there the gadget keeps still.
 */
function supported() {
	try {
		return typeof Map === 'function' && typeof Promise === 'function' &&
			typeof ''.normalize === 'function' && new RegExp( '^\\p{L}$', 'u' ).test( 'é' );
	} catch ( error ) {
		return false;
	}
}

/**
 * Make a detector for a wiki's content language.
 *
 * @param {string} lang Content language as MediaWiki spells it
 * @return {Promise<Detector>} Rejected where the browser is too old or the English rules are missing
 */
function load( lang ) {
	return Promise.resolve( {
		lang: lang,
		gate: () => false,
		check: () => nothing(),
		checkInSlices: () => Promise.resolve( nothing() )
	} );
}

/** @return {Analysis} */
function nothing() {
	return { findings: [], usernameIsRealName: false, tier: null, mosaic: false, minor: false, skipped: null };
}

module.exports = { load: load, redact: redaction.redact, supported: supported };

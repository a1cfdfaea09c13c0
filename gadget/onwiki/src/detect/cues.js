'use strict';

/** What phrases and pages are compared in: bot/detect/cues.py. Phrases come compiled in rules/*.json. */

const text = require( './text.js' );

// Same-length spellings that people mix: apostrophes, no-break spaces, hamza and yeh forms, ё, dotless i.
const SAME = [
	[ '’', "'" ], [ 'ʼ', "'" ], [ '‘', "'" ], [ '\u00a0', ' ' ], [ '\u202f', ' ' ], [ '\u3000', ' ' ],
	[ '\u2009', ' ' ], [ 'أ', 'ا' ], [ 'إ', 'ا' ], [ 'آ', 'ا' ], [ 'ى', 'ي' ], [ 'ی', 'ي' ], [ 'ک', 'ك' ],
	[ 'ة', 'ه' ], [ 'ۀ', 'ه' ], [ 'ё', 'е' ], [ 'ı', 'i' ], [ 'ς', 'σ' ], [ 'ş', 'ș' ], [ 'ţ', 'ț' ],
	[ '：', ':' ], [ '，', ',' ], [ '＠', '@' ],
	[ '\u05f4', '"' ], [ '\u05f3', "'" ], [ '\u05be', '-' ], [ '\u0901', '\u0902' ], // gershayim, maqaf; chandrabindu
	// Composed letters with the Devanagari and Bengali dot below.
	[ '\u0958', '\u0915' ], [ '\u0959', '\u0916' ], [ '\u095a', '\u0917' ], [ '\u095b', '\u091c' ],
	[ '\u095c', '\u0921' ], [ '\u095d', '\u0922' ], [ '\u095e', '\u092b' ], [ '\u09dc', '\u09a1' ],
	[ '\u09dd', '\u09a2' ], [ '\u09df', '\u09af' ]
].map( ( pair ) => ( { old: pair[ 0 ], every: new RegExp( pair[ 0 ], 'g' ), by: pair[ 1 ] } ) );
// What pages and rules are read without, as a set's inside: soft hyphens, zero-width characters, and the marks that
// most people leave out: Arabic vowel signs and the tatweel, Hebrew points, the dot below of Devanagari and Bengali.
// The shadda (`I teach`, else `I study`) and the hamza above (a Persian genitive) tell words apart.
const UNSEEN = '\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff' +
	'\u0640\u064b-\u0650\u0652\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u093c\u09bc';
// eslint-disable-next-line no-misleading-character-class -- each mark stands for itself
const EVERY_UNSEEN = new RegExp( '[' + UNSEEN + ']+', 'g' );
const LONE = /[\ud800-\udfff]/g; // half a character, which no encoding can write
const DIGIT = new RegExp( '[^0-9\\P{Nd}]', 'gu' ); // a decimal digit of another script

/**
 * Lower-case and unify spellings without changing the length.
 *
 * @param {string} narrow A text of single units (narrow.js)
 * @return {string}
 */
function fold( narrow ) {
	let out = narrow.toLowerCase();
	if ( text.isAscii( out ) ) {
		return out;
	}
	if ( out.length !== narrow.length ) {
		out = narrow.split( '' ).map( ( char ) => char.toLowerCase()[ 0 ] ).join( '' );
	}
	out = out.replace( LONE, '\ufffd' );
	for ( const each of SAME ) {
		if ( out.indexOf( each.old ) >= 0 ) {
			out = out.replace( each.every, each.by );
		}
	}
	return out.replace( DIGIT, value );
}

/**
 * @param {string} written
 * @return {string} A rule's text as pages are read: without what nobody sees or many leave out
 */
function visible( written ) {
	return written.replace( EVERY_UNSEEN, '' );
}

/**
 * @param {string} digit A decimal digit of any script with 16 bits: their runs of ten begin at …0 or …6
 * @return {string}
 */
function value( digit ) {
	const code = digit.charCodeAt( 0 );
	const start = code - code % 16;
	return String( code - ( text.isDigit( String.fromCharCode( start ) ) ? start : start + 6 ) );
}

/**
 * @param {string} char
 * @return {boolean} Whether it belongs to a script that writes no spaces between words (Han, kana, Thai, …)
 */
function unspaced( char ) {
	return char >= '\u0e00' && text.isUnspaced( char );
}

module.exports = { UNSEEN: UNSEEN, fold: fold, unspaced: unspaced, visible: visible };

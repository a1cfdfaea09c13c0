'use strict';

/**
 * Account names as text: their script, how they are folded for look-up, how they fall into parts.
 * bot/detect/names/text.py.
 */

const text = require( '../text.js' );

/** Scripts by code point ranges: only those whose names we know. @type {Array<[string, string]>} */
const RANGES = [
	[ 'latin', 'A-Za-z\u00c0-\u024f\u1e00-\u1eff' ],
	[ 'greek', '\u0370-\u03ff\u1f00-\u1fff' ],
	[ 'cyrillic', '\u0400-\u052f' ],
	[ 'hebrew', '\u05d0-\u05f4' ],
	[ 'arabic', '\u0620-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc' ],
	[ 'devanagari', '\u0900-\u0965\u0970-\u097f' ],
	[ 'bengali', '\u0980-\u09e5\u09f0-\u09fe' ],
	[ 'tamil', '\u0b80-\u0be5' ],
	[ 'telugu', '\u0c00-\u0c65' ],
	[ 'thai', '\u0e01-\u0e4e' ],
	[ 'hangul', '\uac00-\ud7a3' ],
	[ 'kana', '\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff' ],
	[ 'han', '\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff' ]
];
const SCRIPTS = RANGES.map( ( entry ) => ( { name: entry[ 0 ], pattern: new RegExp( '[' + entry[ 1 ] + ']' ) } ) );
/** @type {Record<string, string>} */
const SPECIAL = {
	'ø': 'o', 'ł': 'l', 'đ': 'd', 'æ': 'ae', 'œ': 'oe', 'ı': 'i', 'þ': 'th', 'ð': 'd', 'ə': 'e', 'ß': 'ss', 'ſ': 's',
	"'": '', '’': '', 'ʼ': '', '`': ''
};
/** @type {Record<string, string>} */
const ARABIC = {
	'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ئ': 'ي', 'ے': 'ي', 'ک': 'ك', 'ة': 'ه', 'ۃ': 'ه', 'ہ': 'ه', 'ھ': 'ه',
	'ۀ': 'ه', 'ؤ': 'و', 'ـ': '', '\u200c': ''
};
const ARABIC_MARKS = /[\u064b-\u0655\u0670\u06d6-\u06ed]/g;
const HEBREW_MARKS = /[\u0591-\u05c7]/g;
const LATIN_MARKS = /[\u0300-\u036f]/g;
const INDIC_DOTS = /[\u093c\u09bc]/g; // which the page is read without (cues.js)
// What people put behind (or before) their name to tell their accounts apart.
const SUFFIX = new RegExp(
	'\\s*\\([^()]{1,24}\\)\\s*$|[\\s_.\\-]+(?:wmf|wmde|wmfr|wmuk|wmse|wmcz|wmil|wiki|wikipedia|wikimedia|bot|alt|awb|mobile|' +
	'public|test|official|jr|sr|phd|md|ii|iii|iv)\\.?\\s*$|([a-z])(?:WMF|WMDE|Bot|Wiki)$', 'gi'
);
const SUFFIX_CAMEL = /([a-z])(?:WMF|WMDE|WMUK|Bot|BOT|Wiki)$/;
const PREFIX = /^(?:dr|prof|mr|mrs|ms|sir|ing|herr|frau|mme|señor|don|doña)[.\s_]+/i;
const SEPARATORS = /[\s_.\-‐‑–+·・･•,~|/]+/;
const INNER_DIGITS = new RegExp( '\\p{Nd}+', 'u' );
const IS_LETTER = new RegExp( '^[\\p{L}\\p{M}]$', 'u' ); // vowel signs of Indic scripts and Thai are letters here

/**
 * @param {string} name
 * @return {string} The script of most letters (`` when none is known); Han with any kana counts as kana
 */
function scriptOf( name ) {
	/** @type {Map<string, number>} */
	const counts = new Map();
	for ( const char of name ) {
		const script = SCRIPTS.filter( ( each ) => each.pattern.test( char ) )[ 0 ];
		if ( script ) {
			counts.set( script.name, ( counts.get( script.name ) || 0 ) + 1 );
		}
	}
	if ( counts.has( 'kana' ) && counts.has( 'han' ) ) {
		return 'kana';
	}
	let best = '';
	let most = 0;
	counts.forEach( ( count, script ) => {
		if ( count > most ) {
			best = script;
			most = count;
		}
	} );
	return best;
}

/**
 * @param {string} name
 * @param {Record<string, string>} table
 * @return {string}
 */
function translate( name, table ) {
	return name.split( '' ).map( ( char ) => table[ char ] === undefined ? char : table[ char ] ).join( '' );
}

/**
 * @param {string} name
 * @param {string} script
 * @return {string} The text as the lists have it: without case, diacritics and the letter variants that people vary
 */
function fold( name, script ) {
	switch ( script ) {
		case 'latin':
			return translate( name.toLowerCase().normalize( 'NFD' ).replace( LATIN_MARKS, '' ), SPECIAL );
		case 'greek':
			return name.toLowerCase().replace( /ς/g, 'σ' ).normalize( 'NFD' ).replace( LATIN_MARKS, '' );
		case 'cyrillic':
			return translate( name.toLowerCase().replace( /ё/g, 'е' ).replace( /\u0301/g, '' ), SPECIAL );
		case 'arabic':
			return translate( name.normalize( 'NFKC' ).replace( ARABIC_MARKS, '' ), ARABIC );
		case 'hebrew':
			return name.replace( HEBREW_MARKS, '' ).replace( /[׳’]/g, "'" );
		case 'kana':
			return hiragana( name.normalize( 'NFKC' ) );
		case 'devanagari':
		case 'bengali':
			return name.normalize( 'NFC' ).replace( INDIC_DOTS, '' );
	}
	return name.normalize( 'NFC' );
}

/**
 * @param {string} name
 * @return {string} Katakana as hiragana; the long vowel mark stays
 */
function hiragana( name ) {
	return name.replace( /[ァ-ヶ]/g, ( char ) => String.fromCharCode( char.charCodeAt( 0 ) - 0x60 ) );
}

/**
 * @param {string} username
 * @return {string} The account name without what marks the account: "(WMF)", "-bot", titles, digits at the ends
 */
function coreOf( username ) {
	let name = username.normalize( 'NFC' ).replace( /[\u200e\u200f]/g, '' ).trim();
	for ( let i = 0; i < 2; i++ ) {
		const shorter = name.replace( SUFFIX, ( _, before ) => before || '' ).replace( SUFFIX_CAMEL, '$1' );
		name = shorter.length > 3 || !text.isAscii( shorter ) ? shorter : name;
	}
	return trim( name.replace( PREFIX, '' ) );
}

/**
 * @param {string} name
 * @return {string} Without anything but letters at its ends
 */
function trim( name ) {
	let start = 0;
	let end = name.length;
	while ( start < end && !IS_LETTER.test( name[ start ] ) ) {
		start++;
	}
	while ( end > start && !IS_LETTER.test( name[ end - 1 ] ) ) {
		end--;
	}
	return name.slice( start, end );
}

/**
 * @param {string} core
 * @return {string[]} The words of an account name's core: at separators, at CamelCase and at digits, in order
 */
function partsOf( core ) {
	/** @type {string[]} */
	const parts = [];
	for ( const piece of core.split( SEPARATORS ) ) {
		for ( const word of piece.split( INNER_DIGITS ) ) {
			for ( const part of humps( word ) ) {
				const clean = trim( part );
				if ( clean ) {
					parts.push( clean );
				}
			}
		}
	}
	return parts;
}

/**
 * @param {string} char
 * @return {boolean}
 */
function isSmall( char ) {
	return char !== undefined && text.isLower( char );
}

/**
 * @param {string} word
 * @return {string[]} The word cut where CamelCase cuts it: aB between the two, ABc before B
 */
function humps( word ) {
	if ( word === word.toLowerCase() || word === word.toUpperCase() ) {
		return [ word ];
	}
	/** @type {string[]} */
	const out = [];
	let from = 0;
	for ( let at = 1; at < word.length; at++ ) {
		if ( text.isUpper( word, at ) && ( isSmall( word[ at - 1 ] ) ||
			( text.isUpper( word, at - 1 ) && isSmall( word[ at + 1 ] ) ) ) ) {
			out.push( word.slice( from, at ) );
			from = at;
		}
	}
	return out.concat( word.slice( from ) );
}

module.exports = { coreOf: coreOf, fold: fold, hiragana: hiragana, partsOf: partsOf, scriptOf: scriptOf };

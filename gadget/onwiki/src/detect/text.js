'use strict';

/**
 * Characters and patterns with the meaning that they have in bot/detect: classes of letters as Python knows
 * them, and regular expressions that are tried at a place or searched in a stretch.
 */

const ALPHA = 1;
const DECIMAL = 2;
const NUMERIC = 4;
const UPPER = 8;
const SPACE = 16;
const MARK = 32;
const KNOWN = 128;

const CLASSES = [
	{ bit: ALPHA, pattern: new RegExp( '^\\p{L}$', 'u' ) },
	{ bit: DECIMAL, pattern: new RegExp( '^\\p{Nd}$', 'u' ) },
	{ bit: NUMERIC, pattern: new RegExp( '^\\p{N}$', 'u' ) },
	{ bit: UPPER, pattern: new RegExp( '^\\p{Lu}$', 'u' ) },
	{ bit: SPACE, pattern: /^\s$/ },
	{ bit: MARK, pattern: new RegExp( '^\\p{M}$', 'u' ) }
];
const classes = new Uint8Array( 65536 );

/**
 * @param {number} code One UTF-16 unit
 * @return {number} Its classes, as bits
 */
function classOf( code ) {
	return classes[ code ] || learn( code );
}

/**
 * @param {number} code
 * @return {number}
 */
function learn( code ) {
	const char = String.fromCharCode( code );
	let bits = KNOWN;
	for ( const each of CLASSES ) {
		if ( each.pattern.test( char ) ) {
			bits |= each.bit;
		}
	}
	classes[ code ] = bits;
	return bits;
}

/**
 * These take a text and a place in it; no character there is none of any class.
 *
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether a letter or number stands there
 */
function isAlnum( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & ( ALPHA | NUMERIC ) ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether part of a word stands there: letters, digits, and the vowel signs of Indic scripts
 */
function isWordly( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & ( ALPHA | NUMERIC | MARK ) ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether a letter stands there
 */
function isAlpha( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & ALPHA ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether a decimal digit of any script stands there
 */
function isDigit( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & DECIMAL ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether a capital stands there
 */
function isUpper( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & UPPER ) !== 0;
}

/**
 * @param {string} text
 * @param {number} [at]
 * @return {boolean} Whether white space stands there
 */
function isSpace( text, at ) {
	return ( classOf( text.charCodeAt( at || 0 ) ) & SPACE ) !== 0;
}

/**
 * @param {string} text
 * @return {boolean} Whether it begins with a small letter
 */
function isLower( text ) {
	return isCased( text[ 0 ] ) && text[ 0 ] === text[ 0 ].toLowerCase();
}

/**
 * @param {string} char
 * @return {boolean} Whether the character has a capital and a small form
 */
function isCased( char ) {
	return char.toLowerCase() !== char.toUpperCase();
}

/**
 * @param {string} text
 * @param {(text: string, at: number) => boolean} is
 * @param {number} [from]
 * @param {number} [to]
 * @return {number} How many characters of [from, to) are of a class
 */
function count( text, is, from, to ) {
	const stop = to === undefined ? text.length : to;
	let total = 0;
	for ( let i = from || 0; i < stop; i++ ) {
		if ( is( text, i ) ) {
			total++;
		}
	}
	return total;
}

/**
 * @param {string} text
 * @param {(text: string, at: number) => boolean} is
 * @param {number} [from]
 * @param {number} [to]
 * @return {boolean} Whether any character of [from, to) is of a class
 */
function any( text, is, from, to ) {
	const stop = to === undefined ? text.length : to;
	for ( let i = from || 0; i < stop; i++ ) {
		if ( is( text, i ) ) {
			return true;
		}
	}
	return false;
}

/**
 * @param {string} text
 * @return {boolean} Whether all of it is ASCII
 */
function isAscii( text ) {
	// eslint-disable-next-line no-control-regex
	return !/[^\x00-\x7f]/.test( text );
}

/**
 * @param {string} text
 * @return {boolean} Whether it holds digits only, and some
 */
function allDigits( text ) {
	return text.length > 0 && count( text, isDigit ) === text.length;
}

/**
 * @param {string} text
 * @return {string[]} Its words
 */
function words( text ) {
	const plain = text.trim();
	return plain ? plain.split( /\s+/ ) : [];
}

/**
 * @param {string} text
 * @param {string} chars
 * @return {string} The text without any of the characters at its ends
 */
function strip( text, chars ) {
	return lstrip( rstrip( text, chars ), chars );
}

/**
 * @param {string} text
 * @param {string} chars
 * @return {string}
 */
function lstrip( text, chars ) {
	let start = 0;
	while ( start < text.length && chars.indexOf( text[ start ] ) >= 0 ) {
		start++;
	}
	return text.slice( start );
}

/**
 * @param {string} text
 * @param {string} chars
 * @return {string}
 */
function rstrip( text, chars ) {
	let end = text.length;
	while ( end > 0 && chars.indexOf( text[ end - 1 ] ) >= 0 ) {
		end--;
	}
	return text.slice( 0, end );
}

/**
 * @param {string} text
 * @param {string} separator
 * @return {[string, string, string]} What stands before the first separator, it, and what follows it
 */
function partition( text, separator ) {
	const at = text.indexOf( separator );
	return at < 0 ? [ text, '', '' ] : [ text.slice( 0, at ), separator, text.slice( at + separator.length ) ];
}

/**
 * @param {string} text
 * @return {string} The text as it is written in a regular expression
 */
function escape( text ) {
	return text.replace( /[\\^$.|?*+()[\]{}/]/g, '\\$&' );
}

/** One match: [start, end) in the whole text. */
class Match {
	/**
	 * @param {RegExpExecArray} found
	 */
	constructor( found ) {
		this.start = found.index;
		this.end = found.index + found[ 0 ].length;
		this.text = found[ 0 ];
		/** @type {string[]} What each group holds; undefined where it took no part */
		this.groups = found;
	}
}

/**
 * A regular expression to be tried in stretches of a text. What stands before a stretch counts for `notAfter`.
 */
class Pattern {
	/**
	 * @param {string} source
	 * @param {string} [flags] `i`, `u`
	 * @param {string} [notAfter] Characters, as in [ ], after which it does not match
	 */
	constructor( source, flags, notAfter ) {
		this.source = source;
		this.flags = flags || '';
		this.notAfter = notAfter ? new RegExp( '^[' + notAfter + ']', 'u' ) : null;
		/** @type {RegExp|null} */
		this._here = null;
		/** @type {RegExp|null} */
		this._anywhere = null;
	}

	/**
	 * @param {string} text
	 * @param {number} [at]
	 * @param {number} [limit] As if the text ended there
	 * @return {Match|null} The match that begins at `at`
	 */
	match( text, at, limit ) {
		const here = this._here || ( this._here = new RegExp( this.source, this.flags + 'y' ) );
		const from = at || 0;
		if ( this.notAfter && from > 0 && this.notAfter.test( text[ from - 1 ] ) ) {
			return null;
		}
		here.lastIndex = from;
		const found = here.exec( limit === undefined || limit >= text.length ? text : text.slice( 0, limit ) );
		return found && new Match( found );
	}

	/**
	 * @param {string} text
	 * @param {number} [at]
	 * @param {number} [limit]
	 * @return {Match|null} The first match that begins at or after `at`
	 */
	search( text, at, limit ) {
		const anywhere = this._anywhere || ( this._anywhere = new RegExp( this.source, this.flags + 'g' ) );
		const shown = limit === undefined || limit >= text.length ? text : text.slice( 0, limit );
		let from = at || 0;
		for ( ;; ) {
			anywhere.lastIndex = from;
			const found = anywhere.exec( shown );
			if ( !found ) {
				return null;
			}
			if ( !this.notAfter || found.index === 0 || !this.notAfter.test( text[ found.index - 1 ] ) ) {
				return new Match( found );
			}
			from = found.index + 1;
		}
	}

	/**
	 * @param {string} text
	 * @param {number} [at]
	 * @param {number} [limit]
	 * @param {number} [most]
	 * @return {Match[]} The matches one after the other
	 */
	all( text, at, limit, most ) {
		/** @type {Match[]} */
		const out = [];
		let from = at || 0;
		const stop = limit === undefined ? text.length : limit;
		let left = most === undefined ? Infinity : most;
		while ( from <= stop && left > 0 ) {
			const found = this.search( text, from, limit );
			if ( !found ) {
				break;
			}
			out.push( found );
			left--;
			from = found.end > found.start ? found.end : found.end + 1;
		}
		return out;
	}

	/**
	 * @param {string} text
	 * @return {boolean} Whether it matches the whole text
	 */
	full( text ) {
		return new RegExp( '^(?:' + this.source + ')$', this.flags ).test( text );
	}
}

module.exports = {
	Match: Match,
	Pattern: Pattern,
	allDigits: allDigits,
	any: any,
	classOf: classOf,
	count: count,
	escape: escape,
	isAlnum: isAlnum,
	isAlpha: isAlpha,
	isAscii: isAscii,
	isCased: isCased,
	isDigit: isDigit,
	isLower: isLower,
	isSpace: isSpace,
	isUpper: isUpper,
	isWordly: isWordly,
	lstrip: lstrip,
	partition: partition,
	rstrip: rstrip,
	strip: strip,
	words: words
};

'use strict';

/**
 * Words, sentences and scripts of a unit's visible text: bot/translation/text.py, in the browser.
 *
 * A script without look-behind: what must not stand before a match is looked at by hand (`each`).
 */

const NAMED = {
	amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: '\u00a0', commat: '@', period: '.', colon: ':',
	lpar: '(', rpar: ')', num: '#', dollar: '$', plus: '+', hyphen: '\u2010', shy: '\u00ad', zwnj: '\u200c',
	zwj: '\u200d', lrm: '\u200e', rlm: '\u200f', ndash: '\u2013', mdash: '\u2014', hellip: '\u2026'
};
const LETTER = new RegExp( '^\\p{L}$', 'u' );
const LETTER_OR_MARK = new RegExp( '^[\\p{L}\\p{M}]$', 'u' );
const DIGIT = new RegExp( '^\\p{Nd}$', 'u' );
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const REMOVED_TAG = /<(ref|math|syntaxhighlight|pre|gallery)\b[^<>]*>[\s\S]{0,2000}?<\/\1\s*>/gi;
const TAG = /<\/?[a-zA-Z][^<>]*>/g;
const TEMPLATE = /\{\{[^{}]*\}\}/g;
const FILE = /\[\[\s*(?:file|image|category|media)\s*:[^[\]]*\]\]/gi;
const LINK = /\[\[(?:[^[\]|]*\|)?([^[\]]*)\]\]/g;
const EXTERNAL = /\[(?:https?:|mailto:|ftp:|\/\/|tel:)[^\s[\]]*\s*([^[\]]*)\]/gi;
const URL = /(?:https?|ftp):\/\/[^\s<>[\]{}|"（）「」。、，]+|mailto:\S+/gi;
const ADDRESS = /[A-Za-z0-9._%+-]{1,64}\s?(?:@|＠|[([{<]\s?_?at_?\s?[)\]}>])\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/gi;
const AT_TEMPLATE = /\s{0,3}\{\{\s{0,3}(?:@|at|at[ _]?sign|arroba|klammeraffe|\(at\)|a-r-o-b-a)\s{0,3}\}\}\s{0,3}/gi;
const AT_WORD = new RegExp(
	'([A-Za-z0-9])\\s?[(\\[{<]{1,2}\\s?[_*\\-]?\\s?' +
	'(?:@|at|a|ät|aet|arroba|arobase|arrobase|chiocciola|małpa|malpa|kukac|zavináč|zavinac|snabel|snabel-?a' +
	'|klammeraffe|apenstaartje|(?![A-Za-z])\\p{L}{1,8})' +
	'\\s?[_*\\-]?\\s?[)\\]}>]{1,2}\\s?(?=[A-Za-z0-9\\-]{1,63}\\s?(?:\\.[A-Za-z0-9]|[(\\[{<]))', 'giu'
);
const PHONE = new RegExp(
	( '(\\+|tel:\\+?)\\s?\\d(?:(?:[\\s.\\-/]{0,2}|[\\s.\\-/]?\\((?=\\d{1,5}\\))|\\)[\\s.\\-/]{0,3})\\d){6,14}' +
	'|\\(\\d{2,5}\\)\\s?\\d{3,4}[\\-\\s]\\d{3,4}(?!\\d)|((?:\\d-)?\\d{2,4}-\\d{3,4}-\\d{4})(?![\\d\\-])'
	// The digits of every script, as in Python.
	).replace( /\\d/g, '\\p{Nd}' ), 'gu'
);
const VARIABLE = /\$(?:[A-Za-z_][A-Za-z0-9_]*|\d{1,2}(?!\d|[.,]\d|\s?(?:million|billion|bn|thousand|[kKmM]\b)))/g;
const HEADING = /^={1,6}(?!=)[ \t]{0,3}|[ \t]{0,3}={1,6}[ \t]{0,3}$/gm;
const MARKS = /'{2,5}|^[*#:;]+|__[A-Z]+__/gm;
const CONTROLS = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/**
 * @param {string} text
 * @return {string} The text with character references as characters
 */
function unescape( text ) {
	return text.replace( /&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, ( all, name ) => {
		if ( name[ 0 ] === '#' ) {
			const code = /^#x/i.test( name ) ? parseInt( name.slice( 2 ), 16 ) : parseInt( name.slice( 1 ), 10 );
			return code > 0 && code <= 0x10ffff ? String.fromCodePoint( code ) : all;
		}
		const known = /** @type {Record<string, string>} */ ( NAMED )[ name ];
		return known === undefined ? all : known;
	} );
}

/**
 * Call back for each match that a character before it does not forbid.
 *
 * @param {RegExp} pattern With the flag `g`
 * @param {string} text
 * @param {function(string, RegExpExecArray): boolean} allowed Told the character before the match
 * @return {RegExpExecArray[]}
 */
function each( pattern, text, allowed ) {
	const found = [];
	pattern.lastIndex = 0;
	let match = pattern.exec( text );
	while ( match ) {
		if ( allowed( text.charAt( match.index - 1 ), match ) ) {
			found.push( match );
			if ( !match[ 0 ] ) {
				pattern.lastIndex++;
			}
		} else {
			pattern.lastIndex = match.index + 1;
		}
		match = pattern.exec( text );
	}
	return found;
}

/**
 * @param {string} text
 * @param {RegExpExecArray[]} matches In order
 * @return {string} The text with a space for each match
 */
function without( text, matches ) {
	let rest = '';
	let at = 0;
	matches.forEach( ( match ) => {
		rest += text.slice( at, match.index ) + ' ';
		at = match.index + match[ 0 ].length;
	} );
	return rest + text.slice( at );
}

/**
 * @param {string} text
 * @return {RegExpExecArray[]} Telephone numbers, as the ITU writes them and in two shapes that are nothing else
 */
function phones( text ) {
	return each( PHONE, text, ( before, match ) => match[ 1 ] ?
		match[ 1 ][ 0 ] !== '+' || ( before !== '+' && !DIGIT.test( before ) ) :
		!match[ 2 ] || ( before !== '-' && !DIGIT.test( before ) ) );
}

/**
 * @param {string} text
 * @return {string} Signs for @ inside addresses made plain
 */
function plainAt( text ) {
	return text.replace( AT_TEMPLATE, '@' ).replace( AT_WORD, '$1@' );
}

/**
 * @param {string} text
 * @return {string} What a reader sees of a unit: no tags, templates, link targets, addresses or variables
 */
function withoutMarkup( text ) {
	text = plainAt( text.replace( COMMENT, ' ' ).replace( REMOVED_TAG, ' ' ) ).replace( TAG, ' ' );
	for ( let depth = 0; depth < 4; depth++ ) {
		text = text.replace( TEMPLATE, ' ' );
	}
	text = text.replace( FILE, ' ' ).replace( LINK, '$1' ).replace( EXTERNAL, ' $1 ' );
	text = unescape( text ).replace( URL, ' ' );
	text = without( text, each( ADDRESS, text, ( before ) => !/[A-Za-z0-9._%+-]/.test( before ) ) );
	text = without( text, phones( text ) );
	return text.replace( VARIABLE, ' ' ).replace( HEADING, '' ).replace( MARKS, ' ' ).replace( CONTROLS, '' );
}

/**
 * @param {string} text
 * @return {{start: number, end: number}[]} Runs of letters and marks; an apostrophe or hyphen inside stays
 */
function spans( text ) {
	/** @type {{start: number, end: number}[]} */
	const found = [];
	const chars = Array.from( text );
	let at = 0;
	let start = -1;
	chars.forEach( ( char, index ) => {
		if ( LETTER_OR_MARK.test( char ) || char === '\u200c' || char === '\u200d' ) {
			start = start < 0 ? at : start;
		} else if ( start >= 0 ) {
			const inside = '\'’ʼ-'.indexOf( char ) >= 0 && LETTER.test( chars[ index + 1 ] || '' );
			if ( !inside ) {
				found.push( { start: start, end: at } );
				start = -1;
			}
		}
		at += char.length;
	} );
	if ( start >= 0 ) {
		found.push( { start: start, end: text.length } );
	}
	return found;
}

/**
 * @param {string} text
 * @return {string[]}
 */
function words( text ) {
	return spans( text ).map( ( span ) => text.slice( span.start, span.end ) );
}

/**
 * @param {string} text
 * @param {string} ends Signs that end a sentence
 * @return {string[]}
 */
function sentences( text, ends ) {
	/** @type {string[]} */
	const found = [];
	let start = 0;
	for ( let at = 0; at < text.length; at++ ) {
		const char = text[ at ];
		if ( char !== '\n' && ends.indexOf( char ) < 0 ) {
			continue;
		}
		let stop = at + 1;
		if ( char !== '\n' ) {
			stop += ( /^["'”’»)）」』\]]*/.exec( text.slice( stop, stop + 8 ) ) || [ '' ] )[ 0 ].length;
		}
		const initial = /(^|[^\w])[A-Z]\.$/.test( text.slice( Math.max( 0, at - 2 ), at + 1 ) );
		if ( '.!?'.indexOf( char ) >= 0 && ( initial || !/\s/.test( text[ stop ] || '' ) ) ) {
			continue;
		}
		found.push( text.slice( start, stop ) );
		start = stop;
		at = stop - 1;
	}
	found.push( text.slice( start ) );
	return found.map( ( part ) => part.trim() ).filter( ( part ) => part );
}

/**
 * @param {string} char
 * @return {number} The value of a decimal digit of any script, else -1
 */
function digit( char ) {
	if ( !DIGIT.test( char ) ) {
		return -1;
	}
	const code = /** @type {number} */ ( char.codePointAt( 0 ) );
	const low = code % 16;
	// Digits stand in tens that begin at …0 or at …6.
	return low < 10 && DIGIT.test( String.fromCodePoint( code - low ) ) ? low : low - 6;
}

/**
 * Which script a letter belongs to.
 *
 * @implements {ScriptTable}
 */
class Scripts {
	/**
	 * @param {ChecksData['scripts']} ranges Sorted
	 */
	constructor( ranges ) {
		this.ranges = ranges;
	}

	/**
	 * @param {string} char
	 * @return {string|null}
	 */
	of( char ) {
		const code = char ? /** @type {number} */ ( char.codePointAt( 0 ) ) : 0;
		let low = 0;
		let high = this.ranges.length;
		while ( low < high ) {
			const middle = Math.floor( ( low + high ) / 2 );
			if ( code < this.ranges[ middle ][ 0 ] ) {
				high = middle;
			} else if ( code > this.ranges[ middle ][ 1 ] ) {
				low = middle + 1;
			} else {
				return LETTER_OR_MARK.test( String.fromCodePoint( code ) ) ? this.ranges[ middle ][ 2 ] : null;
			}
		}
		return null;
	}

	/**
	 * @param {string} text
	 * @return {Record<string, number>} Letters by script
	 */
	count( text ) {
		/** @type {Record<string, number>} */
		const counted = {};
		Array.from( text ).forEach( ( char ) => {
			const script = LETTER.test( char ) ? this.of( char ) : null;
			if ( script ) {
				counted[ script ] = ( counted[ script ] || 0 ) + 1;
			}
		} );
		return counted;
	}
}

module.exports = {
	Scripts: Scripts, digit: digit, each: each, phones: phones, plainAt: plainAt, sentences: sentences, spans: spans,
	unescape: unescape, without: without, withoutMarkup: withoutMarkup, words: words
};

'use strict';

/**
 * Dates of birth: a day and a month in any usual notation; month names come from CLDR's table.
 * bot/detect/dates.py.
 */

const patterns = require( './patterns.js' );
const escape = require( './text.js' ).escape;

/**
 * @typedef {[number, number]} Span
 * @typedef {import('./lexicon.js').Lexicon} Lexicon
 */

const Pattern = patterns.Pattern;
const L = '[\\p{L}\\p{Nl}\\p{No}_]'; // a letter, as Python's [^\W\d]

const DIGITS = '(?:[0-9]{1,2}[./\\-] ?[0-9]{1,2}[./\\-] ?(?:[0-9]{4}|[0-9]{2})(?![0-9])' +
	'|[0-9]{4}[./\\-] ?[0-9]{1,2}[./\\-] ?[0-9]{1,2}(?![0-9]))\\.?';
const NUMERIC = new Pattern( DIGITS, '', '0-9./' );
const HYPHENED = /(?:^|[^א-ת])-$/; // what a date is not written behind; ב-01.06.2003 is one
const WORDS = new Pattern( '[^\\s,.()\\[\\]|;:!?।۔،؛؟。、，！？0-9\ufffc]+' );
const DAY_BEFORE = new Pattern(
	'(?:[0-9]{4}[.,]? (?:[^\\s0-9]{1,6} )?)?[0-9]{1,2}' +
	'(?:\\.|st|nd|rd|th|er|º|°|ª|-?' + L + '{1,4})?,? ?(?:' + L + '{1,5}\\.? )?(?:' + L + '{1,6} )?$',
	'u', '0-9'
);
const YEAR_AFTER = new Pattern( '\\.?,? ?(?:' + L + '{1,4}\\.? )?(?:' + L + '{1,5} )?[0-9]{4}(?![0-9])', 'u' );
const DAY_AFTER = new Pattern(
	'\\.? ?(?:' + L + '{1,3} )?[0-9]{1,2}(?![0-9])(?:\\.|st|nd|rd|th|-?' + L + '{1,4})?' +
	'(?:,? ?(?:' + L + '{1,4} )?[0-9]{4}(?![0-9]))?', 'u'
);
const YEAR_BEFORE = new Pattern( '[0-9]{4}[.,]? ?(?:' + L + '{1,6} )?$', 'u', '0-9' );
const LONGEST_BEFORE = 26;

/**
 * How dates are written in the words of the languages that a page is read in; dotted: where names of months hold full
 * stops.
 *
 * @typedef {{han: import('./patterns.js').Pattern, numbered: import('./patterns.js').Pattern,
 *  dotted: import('./patterns.js').Pattern|null}} Written
 */

/** @type {Map<any, Written>} */
const known = new Map();

/**
 * @param {Lexicon} lexicon
 * @return {Written}
 */
function writtenIn( lexicon ) {
	let written = known.get( lexicon );
	if ( written === undefined ) {
		const words = lexicon.wording;
		const months = Array.from( lexicon.months.keys() ).filter( ( name ) => name.indexOf( '.' ) >= 0 );
		const eras = ( /** @type {string} */ code ) => ( words.eras.get( code ) || [] ).map( escape );
		written = {
			han: new Pattern(
				'(?:(?:[0-9]{2,4}|(?:' + eras( 'ja' ).concat( eras( 'zh' ) ).join( '|' ) + ')(?:[0-9]{1,2}|元)) ?[年년] ?)?' +
				'[0-9]{1,2} ?[月월] ?[0-9]{1,2} ?[日號号일]'
			),
			numbered: new Pattern( // ngày 3 tháng 11 năm 1988
				'(?:' + words.beforeDay + ' )?[0-9]{1,2} ' + words.beforeMonth + '\\.? [0-9]{1,2}' +
				'(?:,? (?:' + words.beforeYear + ' )?[0-9]{4})?', '', '0-9'
			),
			dotted: !months.length ? null : new Pattern( // 3 พ.ย. 2531
				'(?:0?[1-9]|[12][0-9]|3[01]) ?(?:' + months.map( escape ).join( '|' ) + ')\\.' +
				'(?: ?(?:(?:' + eras( 'th' ).join( '|' ) + ') ?)?(?:[0-9]{4}|[0-9]{2})(?![0-9]))?', '', '0-9'
			)
		};
		known.set( lexicon, written );
	}
	return written;
}

/**
 * @param {string} folded
 * @param {number} start
 * @param {number} end
 * @return {import('./patterns.js').Match|null} The first date in digits that stands behind no number or hyphen
 */
function numeric( folded, start, end ) {
	let found = NUMERIC.search( folded, start, end );
	while ( found !== null && HYPHENED.test( folded.slice( Math.max( 0, found.start - 2 ), found.start ) ) ) {
		found = NUMERIC.search( folded, found.start + 1, end );
	}
	return found;
}

/**
 * @param {string} folded
 * @param {number} start
 * @param {number} end
 * @param {Lexicon} lexicon
 * @return {Span|null} The first date with day and month in folded[start:end]; offsets of the whole
 */
function find( folded, start, end, lexicon ) {
	/** @type {Span|null} */
	let best = null;
	const written = writtenIn( lexicon );
	const dotted = written.dotted && written.dotted.search( folded, start, end );
	if ( dotted ) {
		best = [ dotted.start, dotted.end ];
	}
	for ( const found of [
		written.han.search( folded, start, end ), written.numbered.search( folded, start, end ),
		numeric( folded, start, end )
	] ) {
		if ( found && possible( found.text ) && ( best === null || found.start < best[ 0 ] ) ) {
			best = [ found.start, found.end ];
		}
	}
	let at = start;
	for ( ;; ) {
		const word = WORDS.search( folded, at, end );
		if ( !word || ( best !== null && word.start > best[ 1 ] ) ) {
			break;
		}
		at = word.end;
		if ( isMonth( word.text, lexicon ) ) {
			const span = around( folded, word.start, word.end, start, end );
			if ( span ) {
				if ( best === null || span[ 0 ] < best[ 0 ] ) {
					best = span;
				}
				break;
			}
		}
	}
	if ( best !== null && folded[ best[ 1 ] - 1 ] === '.' ) {
		best = [ best[ 0 ], best[ 1 ] - 1 ];
	}
	return best;
}

/**
 * @param {string} shown
 * @return {boolean} Whether its numbers can be a day and a month
 */
function possible( shown ) {
	const numbers = ( shown.match( /[0-9]+/g ) || [] ).map( Number );
	const small = numbers.filter( ( number ) => number <= 31 );
	if ( !small.length || ( numbers.length === 3 && small.slice( 0, 2 ).indexOf( 0 ) >= 0 ) ) {
		return false;
	}
	return small.length >= 2 && Math.min.apply( null, small ) <= 12;
}

/**
 * @param {string} word
 * @param {Lexicon} lexicon
 * @return {boolean} Whether it names a month, also when inflected
 */
function isMonth( word, lexicon ) {
	if ( lexicon.months.has( word ) ) {
		return true;
	}
	if ( lexicon.attached.has( word[ 0 ] ) && lexicon.months.has( word.slice( 1 ) ) ) {
		return true;
	}
	if ( lexicon.months.has( word.split( "'" )[ 0 ] ) ) {
		return true; // Nisan'dır
	}
	for ( let cut = word.length - 1; word.length > 4 && cut > Math.max( 3, word.length - 4 ); cut-- ) {
		if ( lexicon.months.has( word.slice( 0, cut ) ) ) {
			return true;
		}
	}
	return false;
}

/**
 * @param {string} folded
 * @param {number} left Where the month's name begins
 * @param {number} right
 * @param {number} start
 * @param {number} end
 * @return {Span|null} The date around it
 */
function around( folded, left, right, start, end ) {
	const before = folded.slice( Math.max( start, left - LONGEST_BEFORE ), left );
	const day = dayBefore( before );
	if ( day !== null ) {
		const year = YEAR_AFTER.match( folded, right, end );
		return [ left - before.length + day, year ? year.end : right ];
	}
	const after = DAY_AFTER.match( folded, right, end );
	if ( after ) {
		const year = YEAR_BEFORE.search( before );
		return [ year ? left - before.length + year.start : left, after.end ];
	}
	return null;
}

/**
 * @param {string} before
 * @return {number|null} Where the day (with a year in front of it) begins that ends there; null where none does
 */
function dayBefore( before ) {
	const found = DAY_BEFORE.search( before );
	if ( !found ) {
		return null;
	}
	const numbers = found.text.match( /[0-9]{1,2}(?![0-9])/g ) || [];
	const number = Number( numbers[ numbers.length - 1 ] );
	return number >= 1 && number <= 31 ? found.start : null;
}

module.exports = { find: find, isMonth: isMonth };

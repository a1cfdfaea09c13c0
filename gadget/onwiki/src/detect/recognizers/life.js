'use strict';

/** Age under 18, school grade and date of birth, as values beside a phrase or label. bot/detect/recognizers/life.py. */

const dates = require( '../dates.js' );
const patterns = require( '../patterns.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const L = '[\\p{L}\\p{Nl}\\p{No}_]'; // a letter, as Python's [^\W\d]
const AGE = new Pattern( '[ ~:]{0,3}([0-9]{1,2})(?![0-9.,:/%\\-]?[0-9])' );
const MONTH = new Pattern( '\\.? ([\\p{L}\\p{Nl}\\p{No}]{3,12})', 'u' );
const WORD = new Pattern( '[ ]?([^\\s,.;:!?()।۔。、0-9]+(?:[ \\-][^\\s,.;:!?()।۔。、0-9]+)?)' );
const WORD_BEFORE = new RegExp( '^[\\p{L}\\p{Nl}\\p{No}]{1,3} (?=[0-9])', 'u' );
const CLAUSE = 36; // letters behind a grade in which a university's word may stand
const ENDING = 2; // letters that a word may end with besides
const LISTED = new Pattern( '[^,;|\\n。、，]{1,24}' );
const FIRST = 13; // the highest grade of a school
const GRADE = new Pattern(
	'\\s?((?:' + L + '{1,12} )?[0-9]{1,2}(?:\\.|st|nd|rd|th|º|ª|e|-?' + L + '{1,3})? ?' + L + '{0,12})', 'u'
);

/**
 * @param {number} number
 * @return {boolean}
 */
function isMinor( number ) {
	return number >= 5 && number <= 17;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} A number from 5 to 17 that begins at `at`, in digits or words, and counts years
 */
function ageAt( view, at, limit ) {
	const found = AGE.match( view.folded, at, limit );
	const notYears = view.lexicon.wording.notYears;
	if ( found ) {
		const month = MONTH.match( view.folded, found.end );
		if ( month && view.lexicon.months.has( month.groups[ 1 ] ) ) {
			return null; // `I was born on 11. April`
		}
		return isMinor( Number( found.groups[ 1 ] ) ) && !notYears.match( view.folded, found.end ) ?
			[ found.end - found.groups[ 1 ].length, found.end ] : null;
	}
	const word = WORD.match( view.folded, at, limit );
	if ( word ) {
		const start = word.end - word.groups[ 1 ].length;
		for ( const shown of [ word.groups[ 1 ], word.groups[ 1 ].split( ' ' )[ 0 ] ] ) {
			if ( isMinor( view.lexicon.numbers.get( shown ) || 0 ) ) {
				const end = start + shown.length;
				return notYears.match( view.folded, end ) ? null : [ start, end ];
			}
		}
	}
	return null;
}

/**
 * @param {View} view
 * @param {number} end
 * @param {number} floor
 * @return {Span|null} A number from 5 to 17 that ends at `end`
 */
function ageBefore( view, end, floor ) {
	const folded = view.folded;
	while ( end > floor && ' -'.indexOf( folded[ end - 1 ] ) >= 0 ) {
		end--;
	}
	let start = end;
	while ( start > floor && text.isDigit( folded, start - 1 ) ) {
		start--;
	}
	if ( end - start >= 1 && end - start <= 2 ) {
		const before = start > 0 ? folded[ start - 1 ] : '';
		const fits = isMinor( Number( folded.slice( start, end ) ) ) &&
			( before === '' || '-.,/~'.indexOf( before ) < 0 );
		return fits ? [ start, end ] : null;
	}
	for ( let length = Math.min( 24, end - floor ); length > 0; length-- ) {
		const word = folded.slice( end - length, end );
		if ( isMinor( view.lexicon.numbers.get( word ) || 0 ) ) {
			const at = end - length - 1;
			if ( at < 0 || !text.isAlnum( folded, at ) || word[ 0 ] > '\u3000' ) {
				return [ end - length, end ];
			}
		}
	}
	return null;
}

/**
 * @param {View} view
 * @param {number} floor
 * @param {number} end
 * @return {Span|null} A date of day and month that ends near `end`
 */
function dateBefore( view, floor, end ) {
	/** @type {Span|null} */
	let best = null;
	let at = Math.max( floor, end - 40 );
	for ( ;; ) {
		const span = dates.find( view.folded, at, end, view.lexicon );
		if ( span === null ) {
			return best !== null && end - best[ 1 ] <= 8 ? best : null;
		}
		best = span;
		at = span[ 1 ];
	}
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {boolean} Whether a grade's number can be a school's (1 to 13)
 */
function gradeIsMinor( view, start, end ) {
	const numbers = view.folded.slice( start, end ).match( /[0-9]+/g );
	return !numbers || numbers.some( ( number ) => Number( number ) >= 1 && Number( number ) <= 13 );
}

/**
 * @param {View} view
 * @param {number} end
 * @return {boolean} Whether a grade's clause goes on to a university: `estou no primeiro ano na Universidade de Vilar`
 */
function isHigher( view, end ) {
	const clause = view.folded.slice( end, end + CLAUSE ).split( /[,;.!?()\n]/ )[ 0 ];
	return view.lexicon.wording.higher.test( clause );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} A grade in a language's own words after a label: `в 7 классе`, `初一（3）班`, `الأول الثانوي`
 */
function graded( view, at, limit ) {
	const found = LISTED.match( view.folded, at, limit );
	if ( found === null || found.text.indexOf( '…' ) >= 0 ) { // `Class: "I am in … class"` is an example
		return null;
	}
	const named = view.lexicon.plain.grade.filter( ( noun ) => found.text.indexOf( noun ) >= 0 )[ 0 ];
	if ( named === undefined ) {
		return null;
	}
	const numbers = found.text.match( /[0-9]+/g ) || [];
	if ( !numbers.length && found.end < view.folded.length && text.isAlnum( view.folded, found.end ) ) {
		return null; // a sentence: `the worst of all in Hill School`
	}
	if ( !numbers.length && found.text.trim().length <= named.length + ENDING ) {
		return null; // the word for a class alone
	}
	if ( numbers.length && !numbers.some( ( number ) => Number( number ) >= 1 && Number( number ) <= FIRST ) ) {
		return null;
	}
	let start = at + found.text.length - found.text.replace( /^\s+/, '' ).length;
	const word = WORD_BEFORE.exec( found.text.trim() ); // `в 7 классе`: not its preposition
	if ( word && numbers.length ) {
		start += word[ 0 ].length;
	}
	return [ start, at + found.text.replace( /\s+$/, '' ).length ];
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} A grade with its number after a label (`Class: 9th`), to the end of its words
 */
function gradeAt( view, at, limit ) {
	const found = GRADE.match( view.folded, at, limit );
	if ( !found ) {
		return null;
	}
	const start = found.end - found.groups[ 1 ].length;
	const shown = found.groups[ 1 ].replace( /\s+$/, '' );
	if ( !gradeIsMinor( view, start, found.end ) || !text.isAscii( shown.trim() ) ) {
		return null;
	}
	return !text.allDigits( shown ) || Number( shown ) <= 13 ? [ start, start + shown.length ] : null;
}

module.exports = {
	FIRST: FIRST, ageAt: ageAt, ageBefore: ageBefore, dateBefore: dateBefore, gradeAt: gradeAt, graded: graded,
	gradeIsMinor: gradeIsMinor,
	isHigher: isHigher
};

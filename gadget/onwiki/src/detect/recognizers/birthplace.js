'use strict';

/**
 * The town behind a date or year of birth: `born on 1 July 1989 in Göttingen`, `born in 1984 in Whitby`.
 * bot/detect/recognizers/birthplace.py.
 */

const dates = require( '../dates.js' );
const patterns = require( '../patterns.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('./matching.js').Rule} Rule
 * @typedef {import('../patterns.js').Match} Match
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const L = '[\\p{L}\\p{Nl}\\p{No}]'; // a letter, as Python's [^\W\d_]

const YEAR = new Pattern( ' ?((?:' + L + '{1,12}\\.? ){0,2})[0-9]{4}(?![0-9])(?:\\.|-' + L + '{1,4})?', 'u' );
// `1984 in`, `1984 roku w`, `1984 г. в`
const THEN = new Pattern( '([.,]{0,2} )(' + L + '{1,6})\\.?(?: (' + L + '{1,4}))? ', 'u' );
const WORD = new Pattern( '[\\p{L}\\p{N}]+', 'u' );
const WORTH = 0.75; // as any phrase's
const LONGEST_LEAD = 32; // characters before the last digit of a year: `in the year 1984`

/**
 * @param {string} rule
 * @param {Span} span
 * @param {number} score
 * @param {number} cueStart
 * @param {string} why
 * @return {Candidate}
 */
function townOf( rule, span, score, cueStart, why ) {
	const candidate = new views.Candidate( 'location', span, score, rule + '.place', 'cue', why );
	candidate.cueStart = cueStart;
	return candidate;
}

/**
 * @param {View} view
 * @param {Candidate} date
 * @return {Candidate|null} The town after a date of birth that was found
 */
function behindDate( view, date ) {
	const span = town( view, date.end, view.line( date.start )[ 1 ] );
	return span && townOf( date.rule, span, date.score, date.cueStart, 'place beside a date of birth' );
}

/**
 * @param {View} view
 * @param {Rule} rule
 * @param {Match} found
 * @return {Candidate|null} The town behind a phrase for a birthday that a year alone follows: `I was born |1984 in
 *  Whitby`
 */
function behindPhrase( view, rule, found ) {
	if ( rule.at !== 'after' ) {
		return null;
	}
	const span = behindYear( view, found.end, view.line( Math.max( 0, found.end - 1 ) )[ 1 ] );
	return span && townOf( rule.id, span, WORTH * rule.weight, found.start, 'place beside a year of birth' );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The town after a year, or a month and year, that begins at `at`, with a word such as `in`
 *  between them
 */
function behindYear( view, at, limit ) {
	const year = YEAR.match( view.folded, at, Math.min( limit, at + LONGEST_LEAD ) );
	if ( year === null ) {
		return null;
	}
	const lead = year.groups[ 1 ];
	const start = view.folded.indexOf( lead, at );
	for ( const word of WORD.all( view.folded, start, start + lead.length ) ) {
		if ( text.isUpper( view.text, word.start ) && !dates.isMonth( word.text, view.lexicon ) ) {
			return null; // `in Hull 1984`
		}
	}
	return town( view, year.end, limit );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The town behind a word such as `in`, or behind such a word and one that belongs to the year
 */
function town( view, at, limit ) {
	const then = THEN.match( view.folded, at, limit );
	if ( then === null ) {
		return null;
	}
	const words = view.lexicon.shared.bornIn;
	let from;
	if ( words.has( then.groups[ 2 ] ) ) {
		from = then.start + then.groups[ 1 ].length + then.groups[ 2 ].length + 1;
	} else if ( words.has( then.groups[ 3 ] ) && then.groups[ 1 ].indexOf( ',' ) < 0 ) { // not `1930, nurse in Leeds`
		from = then.end;
	} else {
		return null;
	}
	const span = view.slots().forward( 'place', from, limit );
	return span && span[ 0 ] - from <= 1 ? span : null;
}

module.exports = { behindDate: behindDate, behindPhrase: behindPhrase, behindYear: behindYear };

'use strict';

/**
 * Further values of a series whose first one a phrase or label gave: `I have lived in Whitby, Leeds and Hull`.
 * bot/detect/recognizers/series.py.
 */

const patterns = require( '../patterns.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../view.js').Candidate} CandidateType
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
/** @type {Record<string, string>} */
const SLOTS = { location: 'place', school: 'school', employer: 'org' };
const SORTS = [ 'cue', 'label' ];
const LONGEST = 8; // values
const SMALL = 3; // letters of a preposition or article that is in no list
const L = '[\\p{L}\\p{Nl}\\p{No}]'; // a letter, as Python's [^\W\d_]
// `, `; ` and `; ` (2001–2005), `
const JOINT = new Pattern( '(?: \\([^()\\n]{1,24}\\))?(,?) (?:(' + L + '{1,3}) )?', 'u' );
const WORD = new Pattern( '(' + L + '{1,6}) ', 'u' );
const YEAR = new Pattern( ' ' + L + '{1,6} (?:19|20)[0-9]{2}(?![0-9])', 'u' ); // in 2012
// also with a verb or adverb behind it: `in Jever, Trier und Fulda gewohnt`
const ENDS = new Pattern( '(?: \\([^()\\n]{1,24}\\))?(?: [a-zà-öø-ÿ]{2,12})?(?:[.,;:!?)\\n]|$)' );

/**
 * @param {View} view
 * @param {CandidateType[]} found
 * @return {CandidateType[]} What follows the values that others found, joined to them by commas and a word for and
 */
function recognize( view, found ) {
	/** @type {CandidateType[]} */
	const out = [];
	const begun = new Set( found.map( ( each ) => each.start ) );
	for ( const each of found.slice( 0, views.MOST * 4 ) ) {
		if ( !SLOTS[ each.type ] || SORTS.indexOf( each.sort ) < 0 || each.start < each.cueStart ||
			!text.isUpper( view.text, each.start ) ) {
			continue;
		}
		for ( const span of following( view, each, view.line( each.start )[ 1 ] ) ) {
			if ( begun.has( span[ 0 ] ) ) {
				break;
			}
			begun.add( span[ 0 ] );
			const candidate = new views.Candidate(
				each.type, span, each.score, each.rule + '.series', each.sort, 'in a series'
			);
			candidate.block = each.block;
			candidate.cueStart = each.cueStart;
			out.push( candidate );
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {CandidateType} first
 * @param {number} limit
 * @return {Span[]} Where the values behind the first one stand; none where it is no series of such values
 */
function following( view, first, limit ) {
	const slots = view.slots();
	const kind = SLOTS[ first.type ];
	/** @type {Span[]} */
	const out = [];
	let at = first.end;
	let joined = false;
	while ( out.length < LONGEST && !joined ) {
		const year = kind === 'place' ? null : YEAR.match( view.text, at, limit );
		const joint = JOINT.match( view.text, year ? year.end : at, limit );
		if ( joint === null ) {
			break;
		}
		const word = joint.groups[ 2 ];
		joined = word !== undefined && view.lexicon.wording.conjunctions.has( word );
		const next = joined || word === undefined ? joint.end : joint.end - word.length - 1;
		const start = behindSmall( view, next, limit );
		if ( !( joined || joint.groups[ 1 ] ) || start < 0 ) {
			break;
		}
		const span = slots.forward( kind, start, limit );
		if ( span === null || span[ 0 ] !== start || ( kind !== 'place' && !slots.isWhole( span[ 0 ], span[ 1 ] ) ) ) {
			return kind === 'place' ? [] : out;
		}
		out.push( span );
		at = span[ 1 ];
	}
	// Of towns alone `Whitby, Yorkshire` says one: only a series that ends as one does is read.
	return kind !== 'place' || ( joined && ENDS.match( view.text, at, limit ) !== null ) ? out : [];
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {number} Where a capital word stands behind a preposition and an article: `and |at the |Marlow College`; -1
 *  behind a verb
 */
function behindSmall( view, at, limit ) {
	const lexicon = view.lexicon;
	for ( let i = 0; i < 3; i++ ) {
		if ( at >= limit || text.isUpper( view.text, at ) ) {
			return at < limit ? at : -1;
		}
		const word = WORD.match( view.text, at, limit );
		const low = word ? word.groups[ 1 ] : '';
		if ( word === null || !( low.length <= SMALL || lexicon.stop.has( low ) || lexicon.particles.has( low ) ) ) {
			return -1;
		}
		at = word.end;
	}
	return -1;
}

module.exports = { recognize: recognize };

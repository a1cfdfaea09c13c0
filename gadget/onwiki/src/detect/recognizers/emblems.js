'use strict';

/**
 * Signs that stand for a label: `📍 Whitby 🎂 3 November 🏫 Tidewater School`. Rules: `symbols` of
 * config/rules/shared.yaml. bot/detect/recognizers/emblems.py.
 */

const dates = require( '../dates.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const values = require( './values.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const WORTH = 0.7; // as any label's
const KINDS = [ 'location', 'birth_date', 'school', 'employer' ]; // the others are shapes beside a label
const SPACES = new patterns.Pattern( ' {0,3}(?=[\\p{L}\\p{N}])', 'u' );
const BEFORE = 8; // signs before an emblem that begins its line
const FAR = 24; // characters of a trade before the firm: 💼 engineer at Kelp Systems Ltd
const LONGEST_DATE = 40;
const L = '[\\p{L}\\p{Nl}\\p{No}]'; // a letter, as Python's [^\W\d_]
const TOWNS_END = new patterns.Pattern( // Whitby, UK 🎂
	'(?:, ?' + L + '+(?: ' + L + '+)?){0,2}[ .]*(?=[^\\p{L}\\p{N}_\\s.,:;–—()/\\-]|$)', 'u'
);
const EVENT = new patterns.Pattern( '[📅🗓⏰🕐-🕧]', 'u' );
const LINE = 160; // characters of a line in which a sign for dates or hours makes it an event's

/**
 * @param {View} view
 * @return {Candidate[]} Every value behind an emblem, in lines that begin with one
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	let floor = -1;
	let first = 0;
	let opened = false;
	for ( const hit of view.hits[ signs.Sign.LABEL ].slice( 0, views.MOST * 4 ) ) {
		if ( text.isWordly( view.folded, hit.start ) ) {
			continue;
		}
		const line = view.line( hit.start );
		if ( line[ 0 ] !== floor ) {
			floor = line[ 0 ];
			first = hit.start;
			opened = opens( view, hit.start, line );
		}
		if ( !opened || KINDS.indexOf( String( hit.what ) ) < 0 ) {
			continue;
		}
		const kind = /** @type {FindingType} */ ( hit.what );
		const space = SPACES.match( view.folded, hit.end, line[ 1 ] );
		const span = space && valueOf( view, kind, view.folded.slice( hit.start, hit.end ), space.end, line[ 1 ] );
		if ( span !== null ) {
			const candidate = new views.Candidate(
				kind, span, WORTH, 'label.' + kind, 'label', 'beside a sign for it'
			);
			candidate.cueStart = first; // which opens the line for all of them
			out.push( candidate );
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {number} start
 * @param {Span} line
 * @return {boolean} Whether an emblem begins its line, and the line tells of no event
 */
function opens( view, start, line ) {
	return start - line[ 0 ] <= BEFORE && !text.any( view.text, text.isAlnum, line[ 0 ], start ) &&
		EVENT.search( view.text, line[ 0 ], Math.min( line[ 1 ], line[ 0 ] + LINE ) ) === null;
}

/**
 * @param {View} view
 * @param {FindingType} kind
 * @param {string} emblem
 * @param {number} at
 * @param {number} limit
 * @return {Span|null}
 */
function valueOf( view, kind, emblem, at, limit ) {
	if ( kind === 'location' ) {
		const town = view.slots().forward( 'place', at, limit );
		return town && town[ 0 ] === at && TOWNS_END.match( view.folded, town[ 1 ], limit ) ? town : null;
	}
	if ( kind === 'birth_date' ) {
		const date = dates.find( view.folded, at, Math.min( limit, at + LONGEST_DATE ), view.lexicon );
		return date && date[ 0 ] === at ? date : null;
	}
	if ( kind === 'employer' ) {
		return values.employer( view, emblem, at, limit );
	}
	const school = values.take( view, kind, at, limit );
	return school && school[ 0 ] - at <= FAR && view.slots().saysSchool( school[ 0 ], school[ 1 ], true ) ?
		school : null;
}

module.exports = { recognize: recognize };

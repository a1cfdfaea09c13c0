'use strict';

/**
 * A school right behind a class, a class right behind a school: `in 5th grade at Rowan Middle School`. And the town
 * that stands between a label and a date of birth: `Born: Whitby, 3 May`.
 * bot/detect/recognizers/companions.py.
 */

const life = require( './life.js' );
const patterns = require( '../patterns.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../view.js').Candidate} CandidateType
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Candidate = views.Candidate;
const FAR = 16; // characters between a class and its school: `, at the`, ` am `
const CLASS = 24; // characters behind a school in which its class begins and ends
const SORTS = [ 'cue', 'label', 'box' ];
const APART = /[.!?;:。！？\n\ufffc]/;
const SEGMENT = new patterns.Pattern(
	'[ ,、，(（–-]{1,3}([^,;.:!?()（）。、，\\n“”«»]{2,20})(?=[,;.:!?()（）。、，\\n]|$)'
);
const TOWN = new patterns.Pattern( '(?:^|[:=–—]) {0,2}([\\p{L}\\p{Nl}\\p{No}][^,:;=.!?()\\p{Nd}\\n]{1,32}), {0,2}$', 'u' );
const MARKS = ':=–—';
const TO_DATE = 40; // characters of a label's value before its date
const LINK = new patterns.Pattern( '[ ,]{1,2}(?:[\\p{L}\\p{Nl}\\p{No}]{1,4} ){1,2}', 'u' );

/**
 * @param {View} view
 * @param {CandidateType[]} found
 * @return {CandidateType[]} What stands beside schools and classes that others found
 */
function recognize( view, found ) {
	/** @type {CandidateType[]} */
	const out = [];
	const taken = found.filter( ( each ) => each.type === 'school' );
	const ages = new Set( found.filter( ( each ) => each.type === 'age_minor' ).map( ( each ) => each.start ) );
	for ( const each of found.slice( 0, views.MOST * 4 ) ) {
		if ( SORTS.indexOf( each.sort ) < 0 || each.start < 0 ) {
			continue;
		}
		if ( each.type === 'age_minor' ) {
			const span = schoolBehind( view, each );
			if ( span !== null && !taken.some( ( other ) => other.start < span[ 1 ] && span[ 0 ] < other.end ) ) {
				out.push( like( each, 'school', span ) );
			}
		} else if ( each.type === 'school' ) {
			const span = classBehind( view, each );
			if ( span !== null && !ages.has( span[ 0 ] ) ) {
				out.push( like( each, 'age_minor', span ) );
			}
		} else if ( each.type === 'birth_date' && each.sort !== 'cue' ) {
			const span = townBefore( view, each );
			if ( span !== null ) {
				out.push( like( each, 'location', span ) );
			}
		}
	}
	return out;
}

/**
 * @param {CandidateType} other
 * @param {'school'|'age_minor'|'location'} kind
 * @param {Span} span
 * @return {CandidateType}
 */
function like( other, kind, span ) {
	const worth = other.sort === 'box' ? other.score : Math.min( other.score, 0.75 );
	const candidate = new Candidate( kind, span, worth, other.rule + '.beside', other.sort, 'beside a class, a school or a birth' );
	candidate.block = other.block;
	candidate.cueStart = other.cueStart >= 0 ? other.cueStart : other.start;
	return candidate;
}

/**
 * @param {View} view
 * @param {CandidateType} age
 * @return {Span|null}
 */
function schoolBehind( view, age ) {
	const slots = view.slots();
	const limit = view.line( age.start )[ 1 ];
	let span = slots.forward( 'school', age.end, limit );
	if ( span === null ) {
		const small = LINK.match( view.folded, age.end, limit );
		span = small && slots.forward( 'school', small.end, limit );
	}
	if ( span === null || span[ 0 ] - age.end > FAR || APART.test( view.text.slice( age.end, span[ 0 ] ) ) ) {
		return null;
	}
	return slots.saysSchool( span[ 0 ], span[ 1 ], true ) ? span : null;
}

/**
 * @param {View} view
 * @param {CandidateType} date
 * @return {Span|null}
 */
function townBefore( view, date ) {
	const floor = view.layout.blockAt( date.start ).start;
	const at = Math.max( floor, date.start - TO_DATE );
	const found = TOWN.search( view.text.slice( at, date.start ) );
	if ( found === null || ( found.start === 0 && at > floor && MARKS.indexOf( found.text[ 0 ] ) < 0 ) ) {
		return null;
	}
	const town = found.groups[ 1 ];
	const start = at + found.start + found.text.indexOf( town );
	const span = view.slots().forward( 'place', start, start + town.length );
	const whole = span !== null && span[ 0 ] === start && span[ 1 ] === start + town.replace( /\s+$/, '' ).length;
	return whole ? span : null;
}

/**
 * @param {View} view
 * @param {CandidateType} school
 * @return {Span|null}
 */
function classBehind( view, school ) {
	const limit = Math.min( view.line( school.start )[ 1 ], school.end + CLASS );
	const found = SEGMENT.match( view.folded, school.end, limit );
	if ( found === null || view.lexicon.wording.higher.test( view.folded.slice( school.start, school.end ) ) ) {
		return null;
	}
	let start = found.start + found.text.length - found.groups[ 1 ].length;
	let shown = found.groups[ 1 ].replace( /\s+$/, '' );
	const small = view.lexicon.wording.inClass.exec( shown );
	if ( small ) {
		start += small[ 0 ].length;
		shown = shown.slice( small[ 0 ].length );
	}
	const numbers = shown.match( /[0-9]+/g ) || [];
	if ( numbers.length !== 1 || Number( numbers[ 0 ] ) < 1 || Number( numbers[ 0 ] ) > life.FIRST ) {
		return null;
	}
	const named = view.lexicon.plain.grade.some( ( noun ) => noun.length > 1 && shown.indexOf( noun ) >= 0 );
	return named ? [ start, start + shown.length ] : null;
}

module.exports = { recognize: recognize };

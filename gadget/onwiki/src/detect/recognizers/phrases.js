'use strict';

/**
 * What phrases with a slot say: `I live in {place}`, `{school}に通って`. Rules: `cues` of config/rules/lang/*.yaml.
 * bot/detect/recognizers/phrases.py.
 */

const birthplace = require( './birthplace.js' );
const cues = require( '../cues.js' );
const matching = require( './matching.js' );
const organisations = require( './organisations.js' );
const phrasevalues = require( './phrasevalues.js' );
const place = require( './place.js' );
const rivals = require( '../rivals.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('./matching.js').Rule} Rule
 * @typedef {import('../patterns.js').Match} Match
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const STREET = 80; // characters behind a phrase in which an address begins and ends
const LEADING = 4; // characters between the phrase and the address
const NOUN = 16; // letters of a school's or firm's word before its name
const SHORTEST_NOUN = 3;
const SEVERAL = [ 'location', 'school', 'employer' ]; // what one sentence may name several of
const SHORTEST_VALUE = 6; // characters of such a value and what follows it
const STEM = 4; // letters of a word whose last one may change: חברה, חברת
// A school's or firm's phrase of this weight or less counts only with such a word in the value.
const GATED = 0.8;
const GATE_OPEN = 0.6;

/**
 * @param {View} view
 * @return {Candidate[]} Every phrase that occurs, with its value
 */
function recognize( view ) {
	/** @type {Map<string, {end: number, after: boolean, rule: string, candidate: Candidate}[]>} */
	const begun = new Map();
	/** @type {Set<string>} */
	const seen = new Set();
	/** @type {Set<string>} */
	const tried = new Set();
	for ( const hit of view.hits[ signs.Sign.CUE ].slice( 0, views.MOST * 8 ) ) {
		/** @type {Rule} */
		const rule = hit.what;
		if ( rule.lead <= 2 ) { // several anchors of one phrase often begin together: try it once
			const attempt = hit.start + ' ' + rule.id;
			if ( tried.has( attempt ) ) {
				continue;
			}
			tried.add( attempt );
		}
		const found = matching.match( view, rule, hit.start, hit.end,
			( other ) => phrasevalues.valueOf( view, rule, other ) !== null );
		if ( found === null || seen.has( found.start + ' ' + rule.id ) ) {
			continue;
		}
		seen.add( found.start + ' ' + rule.id );
		const candidate = candidateOf( view, rule, found );
		if ( candidate === null ) {
			continue;
		}
		const key = ( rule.at === 'before' ? rule.id : rule.type ) + ' ' + found.start;
		const together = begun.get( key ) || [];
		together.push( { end: found.end, after: rule.at === 'after', rule: rule.type, candidate: candidate } );
		begun.set( key, together );
	}
	/** @type {Candidate[]} */
	const out = [];
	begun.forEach( ( together ) => longestOf( together, view ).forEach(
		( each ) => out.push( streetOf( view, each.end, each.candidate ) )
	) );
	rivals.withoutTwins( view, out );
	const born = out.map( ( each ) => each.type === 'birth_date' ? birthplace.behindDate( view, each ) : null );
	return out.concat( /** @type {Candidate[]} */ ( born.filter( ( each ) => each !== null ) ) );
}

/**
 * Of two phrases that begin together the longer one knows more: `my name` and `my real name is`. But it may pass over a
 * value: `I'm from |Whitby| but live in |Leeds`.
 *
 * @param {{end: number, after: boolean, rule: string, candidate: Candidate}[]} together
 * @param {View} view
 * @return {{end: number, candidate: Candidate}[]} Those that count, the longest first
 */
function longestOf( together, view ) {
	together.sort( ( one, other ) => other.end - one.end );
	const kept = [ together[ 0 ] ];
	for ( const each of together.slice( 1 ) ) {
		const last = kept[ kept.length - 1 ];
		if ( !last.after ) {
			break;
		}
		const first = last.candidate.start;
		const over = each.end <= each.candidate.start && each.candidate.end < first &&
			text.isUpper( view.text, each.candidate.start );
		if ( SEVERAL.indexOf( each.rule ) >= 0 && first - each.end >= SHORTEST_VALUE &&
			( over || rivals.beginsBefore( view, each.candidate, last.candidate ) ) ) {
			kept.push( each );
		}
	}
	return kept;
}

/**
 * @param {View} view
 * @param {Rule} rule
 * @param {Match} found
 * @return {Candidate|null}
 */
function candidateOf( view, rule, found ) {
	const span = phrasevalues.valueOf( view, rule, found );
	if ( span === null && rule.slot === 'date' ) {
		return birthplace.behindPhrase( view, rule, found );
	}
	if ( span === null ) {
		const street = rule.slot === 'place' && rule.at === 'before' ?
			place.addressBefore( view, found.start, view.line( found.start )[ 0 ] ) : null;
		return street && phrase( 'address', street, 0.75, rule.id + '.street', found.start );
	}
	if ( rule.type === 'age_minor' && ( view.lexicon.wording.until.match( view.folded, span[ 1 ] ) ||
		view.has( signs.Sign.THING, span[ 1 ] + 1, span[ 1 ] + 2 ) ) ) {
		return null; // classes 6 to 12; `I turned 15 stubs into articles`
	}
	const worth = ( rule.slot === 'fullname' ? 0.6 : 0.75 ) * rule.weight;
	const candidate = phrase( rule.type, span, worth, rule.id, found.start );
	if ( rule.slot === 'fullname' && !isName( view, span ) ) {
		candidate.add( 'no name that is known', -0.3 );
	}
	if ( rule.weight <= GATED && ( rule.type === 'employer' || rule.type === 'school' ) && rule.at !== 'mark' ) {
		const working = rule.type === 'employer' &&
			( rule.weight < GATED || organisations.isWorkedAt( view, span[ 0 ], span[ 1 ] ) );
		return gated( view, candidate, span, working );
	}
	if ( rule.type === 'school' && rule.at !== 'mark' && !view.slots().saysSchool( span[ 0 ], span[ 1 ] ) ) {
		candidate.add( 'no word for a school in it', -0.25 );
	}
	if ( rule.type === 'school' && rule.at !== 'mark' && view.slots().saysFirm( span[ 0 ], span[ 1 ] ) ) {
		if ( view.contexts( 'school' ).some( ( hit ) => found.start <= hit.start && hit.start < span[ 0 ] ) ) {
			candidate.add( 'learnt at what is no school', -0.25 ); // `I studied the sources at Marlow County Library`
		} else {
			candidate.type = 'employer'; // `I sit at Boonen Notaries all day`
		}
	}
	if ( rule.type === 'employer' && rule.at !== 'mark' && isPlain( view, span ) ) {
		candidate.add( 'no word for a firm in it', -0.25 );
	}
	return candidate;
}

/**
 * @param {View} view
 * @param {number} start
 * @return {string} Which noun, a school's or a firm's, stands in the phrase right before a value:
 *  `אני עובד בחברת | אלביט`
 */
function nounBefore( view, start ) {
	const char = view.text[ start ];
	if ( start < SHORTEST_NOUN || text.isCased( char ) || view.text[ start - 1 ] !== ' ' ) {
		return '';
	}
	const before = view.folded.slice( Math.max( 0, start - NOUN ), start - 1 );
	return [ 'school', 'org' ].find( ( kind ) => view.lexicon.plain[ kind ].some(
		( /** @type {string} */ noun ) => noun.length >= SHORTEST_NOUN && before.endsWith( noun )
	) ) || '';
}

/**
 * @param {View} view
 * @param {Span} span
 * @return {boolean} Whether a firm's value is words like any others: without capitals and without a firm's or school's
 *  own word
 */
function isPlain( view, span ) {
	const low = view.folded.slice( span[ 0 ], span[ 1 ] );
	const first = low[ 0 ];
	if ( first >= '\uac00' && first <= '\ud7a3' ) {
		const slots = view.slots();
		return !slots.saysSchool( span[ 0 ], span[ 1 ] ) && !slots.saysFirm( span[ 0 ], span[ 1 ] );
	}
	if ( first.toUpperCase() !== first || !text.isAlpha( first ) || cues.unspaced( first ) ) {
		return false;
	}
	return !nounBefore( view, span[ 0 ] ) && ![ 'org', 'school' ].some( ( kind ) => view.lexicon.plain[ kind ].some(
		( /** @type {string} */ noun ) => noun.length > 1 &&
			low.indexOf( noun.length < STEM ? noun : noun.slice( 0, -1 ) ) >= 0
	) );
}

/**
 * A weak phrase counts only with a school's or a firm's own word in its value: `I went to Hull` says no school.
 *
 * @param {View} view
 * @param {Candidate} candidate
 * @param {Span} span
 * @param {boolean} working
 * @return {Candidate}
 */
function gated( view, candidate, span, working ) {
	const slots = view.slots();
	const named = slots.saysSchool( span[ 0 ], span[ 1 ], true ) || slots.saysFirm( span[ 0 ], span[ 1 ] );
	if ( !named && candidate.start >= candidate.cueStart ) {
		span = view.slots().withNoun( span[ 0 ], span[ 1 ] );
		candidate.start = span[ 0 ];
	}
	if ( view.slots().saysSchool( span[ 0 ], span[ 1 ], true ) ) {
		candidate.type = working ? 'employer' : 'school';
	} else if ( view.slots().saysFirm( span[ 0 ], span[ 1 ] ) || view.slots().hasLegalForm( span[ 0 ], span[ 1 ] ) ) {
		const left = view.sentence( span[ 0 ] )[ 0 ];
		const spoken = [ 'school', 'employer' ].some( ( kind ) => view.contexts( kind )
			.some( ( hit ) => hit.start >= left && hit.start < span[ 0 ] ) );
		if ( candidate.type === 'school' && !spoken ) {
			candidate.add( 'gone to, not learnt or worked at', -0.25 ); // `I went to the Marlow Museum`
			return candidate;
		}
		candidate.type = 'employer';
	} else if ( nounBefore( view, span[ 0 ] ) ) {
		candidate.type = working || nounBefore( view, span[ 0 ] ) === 'org' ? 'employer' : 'school';
	} else {
		candidate.add( 'no word for a school or firm in it', -0.25 );
		return candidate;
	}
	candidate.add( 'its own word in it', Math.max( 0, GATE_OPEN - candidate.score ) );
	return candidate;
}

/**
 * @param {FindingType} type
 * @param {Span} span
 * @param {number} worth
 * @param {string} rule
 * @param {number} start Where the phrase begins
 * @return {Candidate}
 */
function phrase( type, span, worth, rule, start ) {
	const candidate = new views.Candidate( type, span, worth, rule, 'cue', 'phrase' );
	candidate.cueStart = start;
	return candidate;
}

/**
 * `I live in Elm Road 5, Hull` gives an address where `I live in Hull` gives a town.
 *
 * @param {View} view
 * @param {number} end Where the phrase ends
 * @param {Candidate} candidate
 * @return {Candidate}
 */
function streetOf( view, end, candidate ) {
	if ( candidate.type !== 'location' || candidate.start < end ) {
		return candidate;
	}
	const limit = Math.min( view.line( candidate.start )[ 1 ], end + STREET );
	if ( !text.any( view.folded, text.isDigit, candidate.start, limit ) ) {
		return candidate;
	}
	const span = place.addressAt( view, end, limit ) || place.namedAt( view, end, limit );
	if ( span === null || span[ 0 ] - end > LEADING || span[ 1 ] <= candidate.start ) {
		return candidate;
	}
	return phrase( 'address', span, candidate.score, candidate.rule + '.street', candidate.cueStart );
}

/**
 * @param {View} view
 * @param {Span} span
 * @return {boolean} Whether a value may be a name: in scripts without capitals only the lists of names can tell
 */
function isName( view, span ) {
	const shown = view.text.slice( span[ 0 ], span[ 1 ] );
	return text.isCased( shown[ 0 ] ) || view.names.isRealName( shown, view.page.lang );
}

module.exports = { recognize: recognize };

'use strict';

/**
 * Handles that no service's name stands right beside: alone behind an at-sign, in answers, plain words; all doubtful.
 * bot/detect/recognizers/mentioned.py.
 */

const handles = require( './handles.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../patterns.js').Match} Match
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const MOST = views.MOST;
const Pattern = patterns.Pattern;
const Sign = signs.Sign;
const L = '[\\p{L}\\p{Nl}\\p{No}]';
const NOT_W = '[^\\p{L}\\p{N}_]';

const REACH = 200; // characters before a handle in which the service it belongs to is named
const ASKED = 24; // from a service's name to its question mark
const ANSWER = 72; // from there to the handle
const QUESTION = new Pattern( '[^\\n.!?]{0,24}[?？؟]' );
const SPOKEN_TO = new Pattern( '[:,]? ' + L, 'u' ); // `@moth_77 thanks`, at a line's beginning
const SIGNED = /^(?=.{0,40}[a-z])(?=.{0,40}[0-9_])[A-Za-z0-9_.]{5,40}$/;
const OPENING = 64; // signs before a handle that opens a sentence
const JOINED = '/@._-:#';
const ASKS = /[?？؟]/;
const ANSWERS = 'a handle that answers a question for it';
// `on X, account @moth_77`
const X = new Pattern( 'X(?:[^\\p{L}\\p{N}_\\n]{0,3}|' + NOT_W + '{1,2}' + L + '{2,10} )$', 'u', '\\p{L}\\p{N}_' );
const X_REACH = 16;
const LED = /[:：→]\s?$/;
/** @type {Array<[number, FindingType]>} */
const SERVICES = [ [ Sign.SOCIAL, 'social_handle' ], [ Sign.MESSAGING, 'messaging_handle' ] ];

/**
 * @param {View} view
 * @param {Candidate[]} known
 * @return {Candidate[]} What stands nowhere in the spans that are known already
 */
function recognize( view, known ) {
	const spans = known.map( ( each ) => [ each.start, each.end ] )
		.sort( ( one, other ) => one[ 0 ] - other[ 0 ] || one[ 1 ] - other[ 1 ] );
	/** @type {Candidate[]} */
	const found = [];
	alone( view, found );
	answers( view, found );
	plain( view, found );
	return found.filter( ( each ) => !isKnown( spans, each ) );
}

/**
 * @param {number[][]} spans In order; they hardly overlap each other
 * @param {Candidate} candidate
 * @return {boolean} Whether it overlaps one of them
 */
function isKnown( spans, candidate ) {
	let low = 0;
	let high = spans.length;
	while ( low < high ) {
		const middle = ( low + high ) >> 1;
		if ( spans[ middle ][ 0 ] < candidate.end ) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return spans.slice( Math.max( 0, low - 4 ), low ).some( ( span ) => span[ 1 ] > candidate.start );
}

/**
 * @param {FindingType} kind
 * @param {Span} span
 * @param {number} worth
 * @param {string} rule
 * @param {string} sign
 * @return {Candidate}
 */
function candidateOf( kind, span, worth, rule, sign ) {
	return new views.Candidate( kind, span, worth, 'shared.mentioned.' + rule, 'shape', sign );
}

/**
 * `My pictures: @moth_77`; `Instagram? Fine: @moth_77`; not `@moth_77 thanks`, `@moth_77:`.
 *
 * @param {View} view
 * @param {Candidate[]} out
 */
function alone( view, out ) {
	const page = view.text;
	let at = page.indexOf( '@' );
	for ( let tries = 0; at >= 0 && tries < MOST; tries++ ) {
		const before = page[ at - 1 ] || '';
		if ( !/[A-Za-z0-9]/.test( before ) && ( !before || JOINED.indexOf( before ) < 0 ) ) {
			const found = handles.AT_HANDLE.match( page, at );
			if ( found !== null && !isSpokenTo( view, at, found.end ) && !handles.isOurs( view, found.text ) ) {
				out.push( judged( view, at, [ found.start, found.end ] ) );
			}
		}
		at = page.indexOf( '@', at + 1 );
	}
}

/**
 * @param {View} view
 * @param {number} at
 * @param {Span} span
 * @return {Candidate} What an at-handle is, what it is worth, and why
 */
function judged( view, at, span ) {
	const page = view.text;
	const line = view.line( at )[ 0 ];
	if ( X.search( page, Math.max( line, at - X_REACH ), at ) !== null ) {
		return candidateOf( 'social_handle', span, 0.6, 'at', "handle beside a service's name" );
	}
	const service = serviceBefore( view, at );
	if ( service.at >= 0 && ASKS.test( page.slice( Math.max( service.at, at - ANSWER ), at ) ) ) {
		return candidateOf( service.kind, span, 0.55, 'at', ANSWERS );
	}
	if ( service.at >= line ) {
		return candidateOf( service.kind, span, 0.45, 'at', 'an at-handle, the service named before' );
	}
	if ( page[ at - 1 ] === '(' || page[ at - 1 ] === '（' ) { // nearly always the account of what stands before
		return candidateOf( 'social_handle', span, 0.15, 'at', 'an at-handle in brackets' );
	}
	if ( LED.test( page.slice( Math.max( line, at - 3 ), at ) ) ) {
		return candidateOf( 'social_handle', span, 0.4, 'at', 'an at-handle behind a colon' );
	}
	return candidateOf( 'social_handle', span, 0.3, 'at', 'an at-handle of no service' );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} end
 * @return {boolean} Whether it is another's, who is spoken to or named with a host
 */
function isSpokenTo( view, at, end ) {
	const after = view.text[ end ] || '';
	if ( after === '@' || after === ':' || after === '/' || text.isAlpha( view.text, end ) ) {
		return true;
	}
	const start = Math.max( view.sentence( at )[ 0 ], view.line( at )[ 0 ] );
	return at - start < OPENING && !text.any( view.text, text.isAlnum, start, at ) &&
		SPOKEN_TO.match( view.text, end ) !== null;
}

/**
 * @param {View} view
 * @param {number} at
 * @return {{kind: FindingType, at: number}} The service named last before a place, as the type of its accounts; -1
 *  where none is near
 */
function serviceBefore( view, at ) {
	/** @type {{kind: FindingType, at: number}} */
	const best = { kind: 'social_handle', at: -1 };
	for ( const service of SERVICES ) {
		const hits = view.within( service[ 0 ], Math.max( 0, at - REACH ), at );
		if ( hits.length && hits[ hits.length - 1 ].start > best.at ) {
			best.kind = service[ 1 ];
			best.at = hits[ hits.length - 1 ].start;
		}
	}
	return best;
}

/**
 * A handle that answers a question for it: `Got snap? mine is moth_77`, `Twitter? || moth_77`.
 *
 * @param {View} view
 * @param {Candidate[]} out
 */
function answers( view, out ) {
	for ( const service of SERVICES ) {
		for ( const hit of view.hits[ service[ 0 ] ].slice( 0, MOST ) ) {
			const asked = QUESTION.match( view.text, hit.end, hit.end + ASKED + 2 );
			if ( asked === null ) {
				continue;
			}
			let limit = asked.end + ANSWER;
			for ( const other of SERVICES ) {
				for ( const each of view.within( other[ 0 ], asked.end, asked.end + ANSWER ) ) {
					limit = Math.min( limit, each.start );
				}
			}
			for ( const found of handles.PLAIN.all( view.text, asked.end, limit ) ) {
				if ( JOINED.indexOf( view.text[ found.start - 1 ] ) < 0 && SIGNED.test( found.text ) &&
					!/[A-Za-z0-9@/:]/.test( view.text[ found.end ] || '' ) ) {
					if ( !handles.isOurs( view, found.text ) ) {
						out.push( candidateOf( service[ 1 ], [ found.start, found.end ], 0.45, 'answer', ANSWERS ) );
					}
					break;
				}
			}
		}
	}
}

/**
 * @param {Match} found Of PLAIN_WORD
 * @return {Match} Its word as a match of its own
 */
function inside( found ) {
	const at = found.end - found.groups[ 1 ].length;
	return { start: at, end: found.end, text: found.groups[ 1 ], groups: [] };
}

/**
 * A small word right behind a service's name that ends its clause: `Discord mossyfern, or mail`.
 *
 * @param {View} view
 * @param {Candidate[]} out
 */
function plain( view, out ) {
	const ownScript = view.lexicon.traits.has( 'own_script' );
	const worth = ownScript ? 0.45 : 0.2;
	const sign = 'a ' + ( ownScript ? 'Latin' : 'small' ) + " word behind a service's name";
	for ( const service of SERVICES ) {
		for ( const hit of view.hits[ service[ 0 ] ].slice( 0, MOST ) ) {
			if ( !ownScript && /^[ -~]*$/.test( hit.what ) && !view.lexicon.shared.inflectedServices.has( hit.what ) ) {
				continue; // a word of other meanings, too: `session`, `medium`
			}
			const end = handles.serviceEnd( view, hit );
			const found = handles.PLAIN_WORD.match( view.text, end, view.line( hit.start )[ 1 ] + 1 );
			const word = found && inside( found );
			if ( word && !handles.isWord( view, word, true ) && !handles.isOurs( view, word.text ) ) {
				out.push( candidateOf( service[ 1 ], [ word.start, word.end ], worth, 'plain', sign ) );
			}
		}
	}
}

module.exports = { inside: inside, recognize: recognize };

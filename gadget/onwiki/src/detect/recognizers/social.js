'use strict';

/**
 * Accounts elsewhere: addresses at social, code and messaging hosts, and handles beside a service's name.
 * bot/detect/recognizers/social.py.
 */

const accounts = require( './accounts.js' );
const cues = require( '../cues.js' );
const domains = require( './domains.js' );
const handles = require( './handles.js' );
const keys = require( './keys.js' );
const mentioned = require( './mentioned.js' );
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

const Candidate = views.Candidate;
const MOST = views.MOST;
const Pattern = patterns.Pattern;
const Sign = signs.Sign;
const W = 'A-Za-z0-9_';

const LONGEST_BEFORE = 24; // characters before a handle in which `I'm`, `as` stand
const SMALL = new Pattern( '[a-z0-9][a-z0-9_.\\-]{3,38}[a-z0-9](?![A-Za-z@/]|\\.[a-z])' );
const ACCOUNT = 0.75;
const GOES_ON = /^:[A-Za-z0-9:]/; // an internet address, or a handle with its host
const NAMES = /^[:：→] ?@?$/;
const ADJACENT = 3; // characters between a service's name and the handle that belongs to it: `Instagram: @…`
const SHORT = /^ ?(?:[:=–—→-] ?)?$/;
const ALIKE = 4; // letters that a handle without signs and the account's name must have
const NAMED_BEFORE = new Pattern(
	'([A-Za-z0-9_](?:[\\p{L}\\p{N}_.\\-]{1,38}[A-Za-z0-9_]))["\'”»]? (?:[\\p{L}\\p{Nl}\\p{No}]{1,4} (?:the )?|@ ?)$', 'u',
	'\\p{L}\\p{N}_@/.\\-'
);
const BRACKETED = new Pattern( ' ?[(（]([A-Za-z0-9_](?:[' + W + '.\\-]{1,38}[A-Za-z0-9_]))[)）]' );
const SIGNED = /[A-Za-z].*[0-9_]|[0-9_].*[A-Za-z]|[a-z][A-Z]|[a-z]\.[a-z]/;

/**
 * @param {View} view
 * @return {Candidate[]} Every handle or account address that could be the owner's
 */
function recognize( view ) {
	const out = accounts.recognize( view ).concat( atSigns( view ) );
	for ( const hit of view.hits[ Sign.SOCIAL ].slice( 0, MOST ) ) {
		near( view, 'social_handle', hit, out );
	}
	for ( const hit of view.hits[ Sign.MESSAGING ].slice( 0, MOST ) ) {
		near( view, 'messaging_handle', hit, out );
	}
	labelled( view, out );
	return out.concat( mentioned.recognize( view, out ) );
}

/**
 * An at-handle right behind a language's own word for a service, and its at-sign, without a colon.
 *
 * @param {View} view
 * @param {Candidate[]} out
 */
function labelled( view, out ) {
	const services = new Set( view.hits[ Sign.SOCIAL ].map( ( hit ) => hit.start ) );
	for ( const hit of view.hits[ Sign.LABEL ].slice( 0, MOST * 4 ) ) {
		if ( hit.what !== 'social_handle' || services.has( hit.start ) ||
			view.text.slice( hit.end, hit.end + 2 ) !== ' @' ) {
			continue;
		}
		const found = handles.AT_HANDLE.match( view.text, hit.end + 1 );
		if ( found !== null && !handles.isOurs( view, found.text ) && view.text[ found.end ] !== '@' ) {
			out.push( new Candidate(
				'social_handle', [ found.start, found.end ], 0.6, 'shared.social_handle.label', 'shape',
				"handle beside a service's name"
			) );
		}
	}
}

/**
 * @param {string|undefined} char
 * @return {boolean}
 */
function isLetter( char ) {
	return char !== undefined && /^[A-Za-z0-9]/.test( char );
}

/**
 * @param {View} view
 * @return {Candidate[]}
 */
function atSigns( view ) {
	/** @type {Candidate[]} */
	const out = [];
	let at = view.text.indexOf( '@' );
	for ( let tries = 0; at >= 0 && tries < MOST * 2; tries++ ) {
		const char = at > 0 ? view.text[ at - 1 ] : ' ';
		if ( !isLetter( char ) && '/@._-:'.indexOf( char ) < 0 ) {
			const federated = handles.FEDERATED.match( view.text, at );
			if ( isAccount( view, federated ) ) {
				handle( view, federated, 'social_handle', 'shared.social.federated', out );
			} else {
				const matrix = handles.MATRIX.match( view.text, at );
				if ( isAccount( view, matrix ) ) {
					handle( view, matrix, 'messaging_handle', 'shared.matrix', out );
				}
			}
		}
		at = view.text.indexOf( '@', at + 1 );
	}
	return out;
}

/**
 * @param {View} view
 * @param {Match|null} found
 * @return {boolean} Whether its host can be one
 */
function isAccount( view, found ) {
	return found !== null &&
		domains.isPublic( found.text.slice( 1 ).split( /[@:]/ )[ 1 ].toLowerCase(), view.lexicon.shared );
}

/**
 * @param {View} view
 * @param {Match|null} found
 * @param {FindingType} kind
 * @param {string} rule
 * @param {Candidate[]} out
 */
function handle( view, found, kind, rule, out ) {
	if ( found !== null && !handles.isOurs( view, found.text.split( '@' )[ 1 ] ) ) {
		const worth = kind === 'social_handle' ? 0.65 : ACCOUNT;
		const candidate = new Candidate( kind, [ found.start, found.end ], worth, rule, 'shape', 'handle' );
		candidate.own = keys.isWritten( view, found.start );
		out.push( candidate );
	}
}

/**
 * The handle after (or before) a service's name in its line.
 *
 * @param {View} view
 * @param {FindingType} kind
 * @param {import('../signs.js').Hit} hit
 * @param {Candidate[]} out
 */
function near( view, kind, hit, out ) {
	const start = hit.start;
	const end = handles.serviceEnd( view, hit );
	const line = view.line( start );
	const shared = view.lexicon.shared;
	if ( shared.everywhere.has( hit.what ) ) {
		everywhere( view, start, line[ 0 ], out );
		return;
	}
	const sentence = view.sentence( start );
	let ceiling = Math.min( line[ 1 ], Math.max( sentence[ 1 ], end + 1 ) );
	// A handle belongs to the service nearest before it.
	for ( const what of [ Sign.SOCIAL, Sign.MESSAGING ] ) {
		const following = view.within( what, end, ceiling );
		ceiling = following.length ? Math.min( ceiling, following[ 0 ].start ) : ceiling;
	}
	const floor = Math.max( line[ 0 ], sentence[ 0 ] );
	const service = view.folded.slice( start, hit.end );
	const number = shared.numberedServices.has( service ) ? handles.NUMBER.match( view.text, end ) : null;
	const span = ( number && handles.numberOf( number ) ) || after( view, end, Math.min( ceiling, end + 60 ) ) ||
		before( view, start, Math.max( floor, start - 50 ) ) || beside( view, start, end, floor, ceiling );
	const next = span === null ? '' : view.text.slice( span[ 1 ], span[ 1 ] + 1 );
	// Cut off by the reach, an e-mail address's beginning, or a host's name, not a handle: `Telegram t.me/…`
	const torn = span !== null && ( isLetter( next ) || ( next === '@' && span[ 0 ] - end > ADJACENT ) ||
		( next === '/' && view.text.slice( span[ 0 ], span[ 1 ] ).indexOf( '.' ) >= 0 ) );
	if ( span !== null && shared.shortServices.has( hit.what ) && !isShort( view, end, span ) ) {
		return;
	}
	if ( span !== null && !torn && !handles.isOurs( view, view.text.slice( span[ 0 ], span[ 1 ] ) ) &&
		!GOES_ON.test( view.text.slice( span[ 1 ], span[ 1 ] + 2 ) ) ) {
		const rule = 'shared.' + kind + '.' + service;
		const close = view.text[ span[ 0 ] ] === '@' && span[ 0 ] >= end && span[ 0 ] - end <= ADJACENT;
		// `Discord: …` says what it is
		const worth = NAMES.test( view.text.slice( end, Math.max( end, span[ 0 ] ) ) ) ? ACCOUNT : close ? 0.6 : 0.55;
		out.push( new Candidate( kind, span, worth, rule, 'shape', "handle beside a service's name" ) );
	}
}

/**
 * @param {View} view
 * @param {number} end
 * @param {Span} span
 * @return {boolean} Whether a handle shows that the letters before it stand for a service: `dc: moth_77`
 */
function isShort( view, end, span ) {
	const shown = view.text.slice( span[ 0 ], span[ 1 ] );
	const marked = shown[ 0 ] === '@';
	if ( text.allDigits( shown ) ) {
		return true;
	}
	if ( ( !marked && !SIGNED.test( shown ) ) || span[ 0 ] < end || span[ 0 ] - end > LONGEST_BEFORE ) {
		return false;
	}
	const gap = view.folded.slice( end, span[ 0 ] );
	if ( SHORT.test( gap ) ) {
		return marked || gap.trim() !== '';
	}
	const linked = view.lexicon.wording.handleIs.get( view.lexicon.code );
	const found = linked === undefined ? null : linked.exec( gap );
	return found !== null && found.index === 0;
}

/**
 * A handle right before a word for all services together: `I'm moth_77 everywhere`.
 *
 * @param {View} view
 * @param {number} at
 * @param {number} floor
 * @param {Candidate[]} out
 */
function everywhere( view, at, floor, out ) {
	const span = handles.handleBefore( view, at, floor );
	const shown = span === null ? '' : view.text.slice( span[ 0 ], span[ 1 ] );
	if ( span !== null && ( shown[ 0 ] === '@' || SIGNED.test( shown ) ) ) {
		out.push( new Candidate(
			'social_handle', span, 0.5, 'shared.social_handle.everywhere', 'shape', 'a handle that is used everywhere'
		) );
	}
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null}
 */
function after( view, at, limit ) {
	const page = view.text;
	const separator = view.lexicon.wording.handleSeparator.match( page, at, limit );
	if ( separator ) {
		const found = handles.AT_HANDLE.match( page, separator.end, limit ) ||
			handles.PLAIN.match( page, separator.end, limit );
		if ( found && !handles.isWord( view, found, true ) ) {
			return [ found.start, found.end ];
		}
	}
	const glued = view.lexicon.traits.has( 'own_script' ) ?
		view.lexicon.wording.handleJoint.match( page, at, limit ) : null;
	if ( glued ) {
		const found = SMALL.match( page, glued.end, limit );
		if ( found && !handles.isWord( view, found, true ) ) {
			return [ found.start, found.end ];
		}
	}
	const plain = page[ at ] === ' ' ? handles.PLAIN_WORD.match( page, at, limit ) : null;
	if ( plain && !handles.isWord( view, mentioned.inside( plain ), true ) ) {
		return null; // see mentioned.js; what follows is hardly this service's
	}
	let marked = handles.AT_HANDLE.search( page, at, limit );
	if ( marked && isLetter( page[ marked.start - 1 ] ) ) {
		marked = null;
	}
	for ( const found of handles.PLAIN.all( page, at, limit ) ) {
		if ( marked && marked.start < found.start ) {
			break;
		}
		const char = page[ found.start - 1 ];
		if ( !( char && '/@.-'.indexOf( char ) >= 0 ) && !handles.isWord( view, found, false, at ) ) {
			return [ found.start, found.end ];
		}
	}
	return marked ? [ marked.start, marked.end ] : null;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} floor
 * @return {Span|null}
 */
function before( view, at, floor ) {
	/** @type {Span|null} */
	let best = null;
	for ( const found of handles.AT_HANDLE.all( view.text, floor, at ) ) {
		if ( !isLetter( view.text[ found.start - 1 ] ) ) {
			best = [ found.start, found.end ];
		}
	}
	return best;
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @param {number} floor
 * @param {number} ceiling
 * @return {Span|null} A handle without an at-sign right before a service or in brackets behind it: `I'm moth_77 on
 *  Instagram`
 */
function beside( view, start, end, floor, ceiling ) {
	let found = NAMED_BEFORE.search( view.text, Math.max( floor, start - 50 ), start );
	if ( found === null ||
		!view.lexicon.wording.handleBefore.test( ' ' + view.folded.slice( Math.max( floor, found.start - LONGEST_BEFORE ), found.start ) ) ) {
		found = BRACKETED.match( view.text, end, ceiling );
	}
	if ( found === null ) {
		return null;
	}
	const account = found.groups[ 1 ];
	const at = found.start + found.text.indexOf( account );
	if ( handles.isWord( view, { start: at, end: at + account.length, text: account, groups: [] }, true ) ) {
		return null;
	}
	const alnum = ( /** @type {string} */ shown ) => shown.split( '' ).filter( ( char ) => text.isAlnum( char ) ).join( '' );
	const owner = alnum( cues.fold( view.page.username ) );
	const plain = alnum( account.toLowerCase() );
	const like = plain.length >= ALIKE && owner.length >= ALIKE &&
		( owner.indexOf( plain ) >= 0 || plain.indexOf( owner ) >= 0 );
	return like || SIGNED.test( account ) ? [ at, at + account.length ] : null;
}

module.exports = { recognize: recognize };

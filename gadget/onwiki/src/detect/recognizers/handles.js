'use strict';

/** What reads as a handle or an account's number, and whose it cannot be. bot/detect/recognizers/social.py. */

const patterns = require( '../patterns.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../patterns.js').Match} Match
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const W = 'A-Za-z0-9_';
const L = '[\\p{L}\\p{Nl}\\p{No}]';

const FEDERATED = new Pattern(
	'@[\\p{L}\\p{N}_.\\-]{1,40}@[\\p{L}\\p{N}_\\-]{1,40}(?:\\.[\\p{L}\\p{N}_\\-]{1,40}){1,4}(?::[0-9]+)?', 'u'
);
const BARE_FEDERATED = new Pattern(
	'[\\p{L}\\p{N}_.\\-]{1,40}@[\\p{L}\\p{N}_\\-]{1,40}(?:\\.[\\p{L}\\p{N}_\\-]{1,40}){1,4}', 'u'
);
const MATRIX = new Pattern(
	'@[\\p{L}\\p{N}_.\\-=/]{1,60}:[\\p{L}\\p{N}_\\-]{1,40}(?:\\.[\\p{L}\\p{N}_\\-]{1,40}){1,4}', 'u'
);
const AT_HANDLE = new Pattern( '@[A-Za-z0-9_](?:[' + W + '.\\-]{0,38}[A-Za-z0-9_])' );
const PLAIN = new Pattern( '[A-Za-z0-9_](?:[' + W + '.\\-]{1,38}[A-Za-z0-9_])(?:#[0-9]{2,5})?' );
const NUMBER = new Pattern( '[ :：=号號是#-]{0,4}([1-9][0-9]{4,10})(?![0-9])[ .]?' );
const QUOTES = ' :："\'«»“”„「」『』（(';
const ENDING = new Pattern( '(@?[A-Za-z0-9_](?:[' + W + '.\\-]{1,38}[A-Za-z0-9_]))[ "\'»”」』]{0,2}$', '', W + '@/.\\-' );
const INFLECTION = new Pattern( "(?:[-'’ʼ]" + L + '{1,5}|' + L + '{1,6})(?![\\p{L}\\p{N}_])', 'u' );
// Right behind a service's name, and a clause ends: `Discord mossyfern, or mail`
const PLAIN_WORD = new Pattern( '[ ,]{1,2}([a-z][a-z0-9]{5,24})(?=[,.;:)!](?:\\s|$)|[ ]{0,2}(?:\\n|$)|[ ][(–—-])' );
const CLAUSE = /[,.;:!?()\n]/;
const STATE = 6; // letters of a small word behind `is` that may be a handle, where nothing marks it as one
const MARKED = /[0-9_.#-]/;
const NOT_MARKED = /^(?:[0-9.-]+|[A-Za-z]+(?:-[A-Za-z]+)+|[a-z]\.[a-z]\.?)$/;

/**
 * @param {View} view
 * @param {import('../signs.js').Hit} hit
 * @return {number} Where a service's name ends with its language's ending: `Discordon`, `Telegram'da`
 */
function serviceEnd( view, hit ) {
	// `Telegram's best: …`
	const bent = view.lexicon.shared.inflectedServices.has( hit.what ) &&
		view.lexicon.wording.handleSeparator.match( view.text, hit.end ) === null;
	const ending = bent ? INFLECTION.match( view.text, hit.end ) : null;
	return ending ? ending.end : hit.end;
}

/**
 * @param {View} view
 * @param {string} account
 * @return {boolean} Whether it is a project's account, or none
 */
function isOurs( view, account ) {
	const name = text.strip( account, '@/' ).split( '#' )[ 0 ].toLowerCase();
	const shared = view.lexicon.shared;
	return !name || shared.notHandles.has( name ) || shared.notHandles.has( text.rstrip( name, '/' ) ) ||
		shared.projectAccounts.some(
			( /** @type {string} */ word ) => word[ 0 ] === '*' && name.indexOf( text.strip( word, '*' ) ) >= 0
		);
}

/**
 * @param {View} view
 * @param {Match} found
 * @param {boolean} loose
 * @param {number} [service] Where the name before it ends
 * @return {boolean} Whether a token reads as an ordinary word, not as a handle
 */
function isWord( view, found, loose, service ) {
	const word = found.text;
	const low = word.toLowerCase();
	const lexicon = view.lexicon;
	const shared = lexicon.shared;
	if ( shared.notHandles.has( low ) || lexicon.stop.has( low ) || lexicon.particles.has( low ) ||
		shared.social.has( low ) || shared.messaging.has( low ) || lexicon.labels.has( low ) ||
		text.allDigits( word ) ) {
		return true;
	}
	if ( loose ) {
		return false;
	}
	if ( MARKED.test( word ) && !NOT_MARKED.test( word ) ) {
		return low.slice( 0, 4 ) === 'www.';
	}
	if ( /[a-z][A-Z]|[A-Za-z][0-9]/.test( word ) ) {
		return false;
	}
	if ( lexicon.wording.handleBefore.test( view.folded.slice( Math.max( 0, found.start - 16 ), found.start ) ) ) {
		return false;
	}
	const linked = lexicon.wording.handleIs.get( lexicon.code );
	return service === undefined || word.length < STATE || linked === undefined ||
		CLAUSE.test( view.text.slice( service, found.start ) ) ||
		!linked.test( view.folded.slice( service, found.start ) );
}

/**
 * @param {import('../patterns.js').Match} found
 * @return {Span} The number that is an account
 */
function numberOf( found ) {
	const at = found.start + found.text.indexOf( found.groups[ 1 ] );
	return [ at, at + found.groups[ 1 ].length ];
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} A handle or an account's address after a label or as an argument
 */
function handleAt( view, at, limit ) {
	while ( at < limit && QUOTES.indexOf( view.text[ at ] ) >= 0 ) {
		at++;
	}
	for ( const pattern of [ FEDERATED, BARE_FEDERATED, MATRIX, AT_HANDLE, PLAIN ] ) {
		const found = pattern.match( view.text, at, limit );
		if ( found && !isOurs( view, found.text ) && !isWord( view, found, true ) ) {
			// A word with a letter that handles do not have.
			const torn = pattern === PLAIN && text.isAlpha( view.text, found.end ) && view.text[ found.end ] < '\u0250';
			return torn || view.text.slice( at, found.end + 3 ).indexOf( '://' ) >= 0 ? null : [ found.start, found.end ];
		}
	}
	const number = NUMBER.match( view.text, at, limit );
	return number !== null && number.end === limit ? numberOf( number ) : null;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The number of an account that begins at a place: a phrase's `{number}`
 */
function numberAt( view, at, limit ) {
	const found = NUMBER.match( view.text, at, limit );
	return found && numberOf( found );
}

/**
 * @param {View} view
 * @param {number} end
 * @param {number} floor
 * @return {Span|null} A handle that ends right before a phrase
 */
function handleBefore( view, end, floor ) {
	const found = ENDING.search( view.text, Math.max( floor, end - 60 ), end );
	if ( found === null ) {
		return null;
	}
	const account = found.groups[ 1 ];
	const at = found.start;
	const token = { start: at, end: at + account.length, text: account, groups: [] };
	return isOurs( view, account ) || isWord( view, token, true ) ? null : [ token.start, token.end ];
}

module.exports = {
	AT_HANDLE: AT_HANDLE, FEDERATED: FEDERATED, MATRIX: MATRIX, NUMBER: NUMBER,
	PLAIN: PLAIN, PLAIN_WORD: PLAIN_WORD, serviceEnd: serviceEnd,
	handleAt: handleAt, handleBefore: handleBefore, isOurs: isOurs, isWord: isWord,
	numberAt: numberAt, numberOf: numberOf
};

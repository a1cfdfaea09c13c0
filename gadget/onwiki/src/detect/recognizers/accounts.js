'use strict';

/** Addresses of accounts at social, code and messaging hosts. bot/detect/recognizers/social.py. */

const handles = require( './handles.js' );
const keys = require( './keys.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const W = 'A-Za-z0-9_';

const PATH = new Pattern(
	'[' + W + '.\\-~%@#+:]{2,64}/?(?=[\\s|\\]\\[<>"\'«»“”(),;!?]|[^\\x00-\\x7f]|$|[.](?:\\s|$))'
);
const WORK = new Pattern( '[A-Za-z0-9][' + W + '\\-]{1,38}(?=/[' + W + '.\\-]{1,100})' );
const CODE_HOSTS =
	/^(?:github\.com\/|gitlab\.com\/|codeberg\.org\/|gitee\.com\/|bitbucket\.org\/|framagit\.org\/|sr\.ht\/~)/;
const OF_WORK = 0.35;
const SCHEME = new Pattern( '(?:(?:https?:)?//)?(?:[a-z0-9\\-]{1,20}\\.){0,2}$' );
const ACCOUNT = 0.75;

/**
 * @param {View} view
 * @return {Candidate[]}
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	for ( const hit of view.hits[ signs.Sign.HOST ].slice( 0, views.MOST ) ) {
		const host = hit.what.host;
		const account = PATH.match( view.text, hit.end );
		// Who has the code may be anybody: `github.com/moth77/tool`
		const work = account === null && CODE_HOSTS.test( host ) ? WORK.match( view.text, hit.end ) : null;
		const path = account || work;
		const floor = view.line( hit.start )[ 0 ];
		const scheme = SCHEME.search( view.folded, Math.max( floor, hit.start - 40 ), hit.start );
		const begin = scheme ? scheme.start : hit.start;
		if ( hit.start && begin === hit.start && text.isAlnum( view.folded, hit.start - 1 ) ) {
			continue;
		}
		if ( path === null || handles.isOurs( view, path.text ) ) {
			continue;
		}
		if ( text.allDigits( text.strip( path.text, '/' ) ) && host.indexOf( 'id' ) < 0 && host.indexOf( 'people' ) < 0 ) {
			continue;
		}
		const end = path.end - ( path.text[ path.text.length - 1 ] === '/' ? 1 : 0 );
		// Of a work, or of the account itself
		const worth = work !== null ? OF_WORK : view.text[ end ] === '/' ? 0.65 : ACCOUNT;
		const sign = work !== null ? 'address of a work' : 'account address';
		const candidate = new views.Candidate( hit.what.kind, [ begin, end ], worth, 'shared.host.' + host, 'shape', sign );
		candidate.own = worth === ACCOUNT && keys.isWritten( view, begin );
		out.push( candidate );
	}
	return out;
}

module.exports = { recognize: recognize };

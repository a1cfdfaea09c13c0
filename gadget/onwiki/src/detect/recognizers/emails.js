'use strict';

/** E-mail addresses in every disguise people use. bot/detect/recognizers/contact.py. */

const disguises = require( './disguises.js' );
const domains = require( './domains.js' );
const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../patterns.js').Pattern} PatternType
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const MOST = views.MOST;
const Pattern = patterns.Pattern;
const Sign = signs.Sign;

const OPEN = '([{<（【［';
const CLOSE = ')]}>）】］';
const L = 'a-z0-9\u00df-\u024f\u0430-\u044f'; // letters of addresses; a neighbour in another script is a word beside it
const HOST_PART = '[' + L + '](?:[' + L + '\\-]{0,40}[' + L + '])?';
const DISGUISED = 'shared.email.disguised';
const TWINS = '#*=~|/+-_'; // on both sides of a word: ada #at# kelp.org
const DRESSED = /[([{<（【［＠]| @ /;
const SIGNS = 3; // at-signs in a row that stand for one
const LEAD = 10; // characters between a word for mail and an address: `mail me: `, `write to `
const LEADS = new RegExp( '^[^\\p{L}\\p{N}_]*(?:[\\p{L}\\p{N}_]{1,4}[^\\p{L}\\p{N}_]{1,2})?$', 'u' );
const ONLY_DIGITS = /^[0-9]+$/;
const NO_PREPOSITION = 4; // letters of a word that is no `at` or `chez` besides
const SPELLED = /[\s()[\]{}<>（）【】［］]/;
const DOT = /\s?[.．。]\s?/g;

/**
 * The patterns that hold the languages' words for a dot.
 *
 * @typedef {{host: PatternType, local: PatternType, bracketed: RegExp, bare: RegExp, bareOnce: PatternType}} Patterns
 */

/** @type {Map<any, Patterns>} */
const compiled = new Map();

/**
 * @param {string[]} words
 * @return {string[]}
 */
function longestFirst( words ) {
	return words.slice().sort( ( a, b ) => b.length - a.length );
}

/**
 * @param {any} shared
 * @return {Patterns}
 */
function patternsOf( shared ) {
	let known = compiled.get( shared );
	if ( known === undefined ) {
		const dots = longestFirst( shared.dotWords ).map( text.escape ).join( '|' );
		const bracketed = '\\s?[(\\[{<（【［]\\s?(?:' + dots + '|\\.)\\s?[)\\]}>）】］]\\s?';
		const bare = '\\s(?:' + dots + ')\\s';
		const dot = '(?:' + bracketed + '|' + bare + '|(?:\\s[.．。]\\s|[.．。])(?=[' + L + ']{2,}(?![' + L + '_@])))';
		known = {
			host: new Pattern( '\\s?(' + HOST_PART + '(?:(?:' + dot + '|\\.)' + HOST_PART + '){1,4})(?![' + L + '_@])' ),
			local: new Pattern(
				'[' + L + '_+%\\-]+(?:(?:\\.|\\s?[(\\[{<（【［]\\s?(?:' + dots + ')\\s?[)\\]}>）】］]\\s?|' + bare + ')[' + L + '_+%\\-]+){0,4}$'
			),
			bracketed: new RegExp( bracketed, 'g' ),
			bare: new RegExp( bare, 'g' ),
			bareOnce: new Pattern( bare )
		};
		compiled.set( shared, known );
	}
	return known;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The first address in [at, limit)
 */
function emailIn( view, at, limit ) {
	const found = find( view, at, limit );
	return found.length ? found[ 0 ].span : null;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Array<{span: Span, rule: string}>}
 */
function find( view, at, limit ) {
	const folded = view.folded;
	/** @type {Array<{span: Span, rule: string}>} */
	const out = [];
	let position = folded.indexOf( '@', at );
	for ( let tries = 0; position >= 0 && position < limit && tries < MOST * 2; tries++ ) {
		let stop = position + 1;
		while ( folded[ stop ] === '@' && stop - position < SIGNS ) {
			stop++;
		}
		const span = emailAt( view, position, stop, false, false );
		if ( span ) {
			const dressed = stop - position > 1 || isDressed( view, span );
			out.push( { span: span, rule: dressed ? DISGUISED : 'shared.email.plain' } );
			stop = Math.max( stop, span[ 1 ] );
		}
		position = folded.indexOf( '@', stop );
	}
	/**
	 * @param {Span|null} span
	 * @param {number} [end]
	 */
	const disguised = ( span, end ) => {
		if ( span ) {
			out.push( { span: [ span[ 0 ], end || span[ 1 ] ], rule: DISGUISED } );
		}
	};
	for ( const sign of disguises.bracketed( view, at, limit ) ) {
		disguised( emailAt( view, sign[ 0 ], sign[ 1 ], false, false ) );
	}
	for ( const found of disguises.swapped( view, at, limit ) ) {
		disguised( emailAt( view, found.sign[ 0 ], found.sign[ 1 ], false, false ), found.end );
	}
	for ( const hit of view.hits[ Sign.AT ].slice( 0, MOST * 2 ) ) {
		if ( hit.start < at || hit.start >= limit || hit.what === '@' ) {
			continue;
		}
		disguised( emailAt( view, hit.start, hit.end, true, false ) );
	}
	for ( const sign of disguises.preposed( view, at, limit ) ) {
		const span = emailAt( view, sign[ 0 ], sign[ 1 ], true, true );
		if ( span && !disguises.isHostElsewhere( view, sign[ 1 ] + 1, span[ 1 ] ) ) {
			disguised( span );
		}
	}
	for ( const found of disguises.loud( view, at, limit ) ) {
		if ( domains.isPublic( found.host, view.lexicon.shared ) && !isNotOwned( found.host, view.lexicon.shared ) ) {
			disguised( found.span );
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {Span} span
 * @return {boolean} Whether the sign of an address was written so that machines overlook it: `(@)`, ` @ `, `{{@}}`,
 *  `&#64;`
 */
function isDressed( view, span ) {
	if ( DRESSED.test( view.text.slice( span[ 0 ], span[ 1 ] ) ) ) {
		return true;
	}
	const written = view.layout.span( span[ 0 ], span[ 1 ] );
	return written[ 1 ] - written[ 0 ] > span[ 1 ] - span[ 0 ];
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @param {boolean} bare
 * @param {boolean} meant Whether what stands there can be an at-sign only
 * @return {Span|null} The address around an at-sign or a word for one at [start, end)
 */
function emailAt( view, start, end, bare, meant ) {
	const folded = view.folded;
	const dotted = patternsOf( view.lexicon.shared );
	let bracketed = false;
	let twinned = false;
	const joined = bare && isJoined( folded, start, end );
	let left = start;
	let right = end;
	while ( left > 0 && folded[ left - 1 ] === ' ' ) {
		left--;
	}
	while ( right < folded.length && folded[ right ] === ' ' ) {
		right++;
	}
	if ( left && OPEN.indexOf( folded[ left - 1 ] ) >= 0 && right < folded.length &&
		CLOSE.indexOf( folded[ right ] ) >= 0 ) {
		bracketed = true;
		left--;
		right++;
	} else if ( left && TWINS.indexOf( folded[ left - 1 ] ) >= 0 && folded[ left - 1 ] === folded[ right ] ) {
		bracketed = twinned = true;
		left--;
		right++;
	} else if ( bare ) {
		if ( !joined && ( left === start || right === end || !text.isAlnum( folded, left - 1 ) ) ) {
			return null;
		}
		if ( folded.slice( right, right + 48 ).indexOf( '.' ) < 0 &&
			!dotted.bareOnce.search( folded, right, right + 48 ) ) {
			return null;
		}
	} else {
		left = start;
		right = end;
		if ( folded[ left - 1 ] === ' ' || folded[ right ] === ' ' ) {
			left -= folded[ left - 1 ] === ' ' ? 1 : 0;
			bare = true;
		}
	}
	const line = view.line( start );
	let gap = left;
	while ( gap > line[ 0 ] && folded[ gap - 1 ] === ' ' && left - gap < 2 ) {
		gap--;
	}
	const local = dotted.local.search( folded.slice( Math.max( line[ 0 ], gap - 64 ), gap ) );
	if ( local === null ) {
		return null;
	}
	const host = dotted.host.match( folded, right, Math.min( line[ 1 ], right + 90 ) );
	if ( host === null ) {
		return null;
	}
	let name = local.text;
	const plainHost = plain( host.groups[ 1 ], dotted, view.lexicon.shared );
	const spelled = plainHost !== host.groups[ 1 ];
	if ( bare && !bracketed && !joined && !spelled && !meant && name.indexOf( '.' ) < 0 &&
		!isMeant( view, start, end, gap - name.length ) ) {
		// `meet me at example.org` is no address; `ada at example dot org` is
		return null;
	}
	if ( !domains.isPublic( plainHost, view.lexicon.shared ) || isNotOwned( plainHost, view.lexicon.shared ) ) {
		return null;
	}
	if ( folded[ gap - name.length - 1 ] === '@' ) {
		return null; // an account elsewhere: @ada@kelp.social
	}
	if ( twinned && !spelled && !disguises.isMarked( name ) && !disguises.isNamed( view, start ) ) {
		return null; // a stay-at-home.My
	}
	if ( bare && name.indexOf( ' ' ) >= 0 && !bracketed ) {
		const words = text.words( name );
		name = words[ words.length - 1 ];
	}
	return [ gap - name.length, host.end ];
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @param {number} begin Where the name before it begins
 * @return {boolean} Whether a word before a whole host can be an at-sign only: `gleb собака pochta.ru`,
 *  `ada27 at kelp.org`, `ada AT kelp.org`, `mail me: ada at kelp.org`
 */
function isMeant( view, start, end, begin ) {
	const word = view.folded.slice( start, end );
	const names = text.words( view.folded.slice( begin, start ) );
	const name = names.length ? names[ names.length - 1 ] : '';
	const marked = disguises.isMarked( name );
	if ( word !== '@' ) {
		if ( view.lexicon.shared.ambiguousAtWords.has( word ) ) {
			return false;
		}
		if ( word.length >= NO_PREPOSITION || word[ 0 ] >= '가' || word[ 0 ] === 'ä' ||
			( marked && !ONLY_DIGITS.test( name ) ) ) {
			return true;
		}
		const before = view.text.slice( begin, start );
		const loud = text.isAlpha( word[ 0 ] ) && isLoud( view.text.slice( start, end ) ) && !isLoud( before );
		return loud || view.contexts( 'email' ).some( ( hit ) => hit.end <= begin && begin - hit.end <= LEAD &&
			LEADS.test( view.folded.slice( hit.end, begin ) ) );
	}
	return marked || disguises.isNamed( view, start );
}

/**
 * @param {string} folded
 * @param {number} start
 * @param {number} end
 * @return {boolean} Whether a sign or a word in another script stands right between the letters of an address:
 *  `ada골뱅이kelp.org`
 */
function isJoined( folded, start, end ) {
	return folded[ start ] > '\u024f' && /^[a-z0-9]{2}$/i.test( ( folded[ start - 1 ] || '' ) + ( folded[ end ] || '' ) );
}

/**
 * @param {string} word
 * @return {boolean} Whether it is written in capitals
 */
function isLoud( word ) {
	return word === word.toUpperCase() && word !== word.toLowerCase();
}

/**
 * @param {string} host
 * @param {Patterns} dotted
 * @param {any} shared
 * @return {string} A host as machines write it: words for dots, brackets and spaces gone
 */
function plain( host, dotted, shared ) {
	if ( host.indexOf( '.' ) >= 0 && text.isAscii( host ) && !SPELLED.test( host ) ) {
		return host;
	}
	const written = host.replace( dotted.bracketed, '.' ).replace( dotted.bare, '.' ).replace( DOT, '.' );
	const at = written.lastIndexOf( '.' ) + 1;
	return at > 0 && shared.spelledTlds.has( written.slice( at ) ) ? written.slice( 0, at ) + 'com' : written; // `точка ру`
}

/**
 * @param {string} host
 * @param {any} shared
 * @return {boolean} Whether it is a wiki's or an example's
 */
function isNotOwned( host, shared ) {
	const parts = host.split( '.' );
	return shared.exampleTlds.has( parts[ parts.length - 1 ] ) || parts.slice( -2 ).indexOf( 'example' ) >= 0 || parts.some( ( _, i ) => {
		const tail = parts.slice( i ).join( '.' );
		return shared.ownHosts.has( tail ) || shared.exampleHosts.has( tail );
	} );
}

/**
 * @param {string} address Folded
 * @return {string} What stands before the at-sign, in whatever disguise
 */
function localPart( address ) {
	return address.split( /\s?[([{<]|@|\s/ )[ 0 ];
}

/**
 * @param {string} address Folded
 * @param {any} shared
 * @return {boolean} Whether it is a function's (`info@`), an example's or a wiki's
 */
function isRole( address, shared ) {
	const local = localPart( address );
	return shared.roleLocals.has( local ) || shared.exampleLocals.has( local ) ||
		shared.rolePrefixes.some( ( /** @type {string} */ prefix ) => local.lastIndexOf( prefix, 0 ) === 0 );
}

module.exports = { DISGUISED: DISGUISED, emailIn: emailIn, find: find, isRole: isRole, localPart: localPart };

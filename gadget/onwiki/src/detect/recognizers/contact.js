'use strict';

/**
 * E-mail addresses in every disguise people use, and phone numbers that can be dialled.
 * bot/detect/recognizers/contact.py.
 */

const domains = require( './domains.js' );
const lexicons = require( '../lexicon.js' );
const phones = require( './phones.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../text.js').Match} Match
 * @typedef {import('../text.js').Pattern} PatternType
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Candidate = views.Candidate;
const MOST = views.MOST;
const Pattern = text.Pattern;
const Sign = lexicons.Sign;

const OPEN = '([{<';
const CLOSE = ')]}>';
const L = 'a-z0-9\u00df-\u024f\u0430-\u044f'; // letters of addresses; a neighbour in another script is a word beside it
const HOST_PART = '[' + L + '](?:[' + L + '\\-]{0,40}[' + L + '])?';
const BEHIND = 90; // characters after a word for mail in which any bracketed word stands for the at-sign
const BRACKETED = new Pattern(
	'\\s?([(\\[{<][^()\\[\\]{}<>\\n@]{1,16}[)\\]}>])\\s?' +
	'(?=[' + L + '][' + L + '\\-]{0,40}(?:\\.|\\s?[(\\[{<]|\\s[\\p{L}\\p{Nl}\\p{No}]{2,6}\\s))', 'u', '^' + L + '_'
);
const SWAPPED = new Pattern(
	'([#*%$^&])(?=[' + L + '\\-]{1,40}\\.[' + L + '.\\-]{2,40}) ?[^\\s]{3,60}? ?' +
	'[(（\\[][^()（）\\[\\]\\n]{0,12}\\1[^()（）\\[\\]\\n]{0,12}@[^()（）\\[\\]\\n]{0,6}[)）\\]]', '', '^' + L
);
const SPELLED = /[\s()[\]{}<>]/;
const DOT = /\s?[.．。]\s?/g;

/**
 * @param {string[]} words
 * @return {string[]}
 */
function longestFirst( words ) {
	return words.slice().sort( ( a, b ) => b.length - a.length );
}

/**
 * The patterns that hold the languages' words for a dot.
 *
 * @typedef {{host: PatternType, local: PatternType, bracketed: RegExp, bare: RegExp, bareOnce: PatternType}} Patterns
 */

/** @type {Map<any, Patterns>} */
const compiled = new Map();

/**
 * @param {any} shared
 * @return {Patterns}
 */
function patternsOf( shared ) {
	let known = compiled.get( shared );
	if ( known === undefined ) {
		const dots = longestFirst( shared.dotWords ).map( text.escape ).join( '|' );
		const bracketed = '\\s?[(\\[{<]\\s?(?:' + dots + '|\\.)\\s?[)\\]}>]\\s?';
		const bare = '\\s(?:' + dots + ')\\s';
		const dot = '(?:' + bracketed + '|' + bare + '|(?:\\s[.．。]\\s|[.．。])(?=[' + L + ']{2,}(?![' + L + '_@])))';
		known = {
			host: new Pattern( '\\s?(' + HOST_PART + '(?:(?:' + dot + '|\\.)' + HOST_PART + '){1,4})(?![' + L + '_@])' ),
			local: new Pattern(
				'[' + L + '_+%\\-]+(?:(?:\\.|\\s?[(\\[{<]\\s?(?:' + dots + ')\\s?[)\\]}>]\\s?|' + bare + ')[' + L + '_+%\\-]+){0,4}$'
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
 * @return {Candidate[]} Every e-mail address and phone number that somebody could use
 */
function recognize( view ) {
	const out = emails( view, 0, view.text.length ).map( ( found ) => new Candidate(
		'email', found.span, 0.45, found.rule, 'shape', 'address is well formed'
	) );
	return out.concat( phoneNumbers( view ) );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The first address in [at, limit)
 */
function emailIn( view, at, limit ) {
	const found = emails( view, at, limit );
	return found.length ? found[ 0 ].span : null;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Array<{span: Span, rule: string}>}
 */
function emails( view, at, limit ) {
	const folded = view.folded;
	/** @type {Array<{span: Span, rule: string}>} */
	const out = [];
	let position = folded.indexOf( '@', at );
	for ( let tries = 0; position >= 0 && position < limit && tries < MOST * 2; tries++ ) {
		const span = emailAt( view, position, position + 1, false );
		if ( span ) {
			out.push( { span: span, rule: 'shared.email.plain' } );
			position = span[ 1 ];
		}
		position = folded.indexOf( '@', position + 1 );
	}
	for ( const hit of view.contexts( 'email' ) ) {
		if ( hit.start < at || hit.start >= limit ) {
			continue;
		}
		for ( const found of BRACKETED.all( folded, hit.end, Math.min( limit, hit.end + BEHIND ) ) ) {
			const begin = found.start + found.text.search( /\S/ );
			const span = emailAt( view, begin + 1, begin + found.groups[ 1 ].length - 1, false );
			if ( span ) {
				out.push( { span: span, rule: 'shared.email.disguised' } );
			}
		}
	}
	if ( folded.indexOf( '#' ) >= 0 && folded.indexOf( '@' ) >= 0 ) {
		for ( const found of SWAPPED.all( folded, at, limit, MOST ) ) { // ada#kelp-post.org (# = @)
			const span = emailAt( view, found.start, found.start + 1, false );
			if ( span ) {
				out.push( { span: [ span[ 0 ], found.end ], rule: 'shared.email.disguised' } );
			}
		}
	}
	for ( const hit of view.hits[ Sign.AT ].slice( 0, MOST * 2 ) ) {
		if ( hit.start < at || hit.start >= limit || hit.what === '@' ) {
			continue;
		}
		const span = emailAt( view, hit.start, hit.end, true );
		if ( span ) {
			out.push( { span: span, rule: 'shared.email.disguised' } );
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @param {boolean} bare
 * @return {Span|null} The address around an at-sign or a word for one at [start, end)
 */
function emailAt( view, start, end, bare ) {
	const folded = view.folded;
	const patterns = patternsOf( view.lexicon.shared );
	let bracketed = false;
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
	} else if ( bare ) {
		if ( left === start || right === end || !text.isAlnum( folded, left - 1 ) ) {
			return null;
		}
		if ( folded.slice( right, right + 48 ).indexOf( '.' ) < 0 &&
			!patterns.bareOnce.search( folded, right, right + 48 ) ) {
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
	const local = patterns.local.search( folded.slice( Math.max( line[ 0 ], gap - 64 ), gap ) );
	if ( local === null ) {
		return null;
	}
	const host = patterns.host.match( folded, right, Math.min( line[ 1 ], right + 90 ) );
	if ( host === null ) {
		return null;
	}
	let name = local.text;
	const plainHost = plain( host.groups[ 1 ], patterns );
	const spelled = plainHost !== host.groups[ 1 ];
	if ( bare && !bracketed && !spelled && name.indexOf( '.' ) < 0 ) {
		// `meet me at example.org` is no address; `ada at example dot org` is
		return null;
	}
	if ( !domains.isPublic( plainHost, view.lexicon.shared ) || isNotOwned( plainHost, view.lexicon.shared ) ) {
		return null;
	}
	if ( bare && name.indexOf( ' ' ) >= 0 && !bracketed ) {
		const words = text.words( name );
		name = words[ words.length - 1 ];
	}
	return [ gap - name.length, host.end ];
}

/**
 * @param {string} host
 * @param {Patterns} patterns
 * @return {string} A host as machines write it: words for dots, brackets and spaces gone
 */
function plain( host, patterns ) {
	if ( host.indexOf( '.' ) >= 0 && text.isAscii( host ) && !SPELLED.test( host ) ) {
		return host;
	}
	return host.replace( patterns.bracketed, '.' ).replace( patterns.bare, '.' ).replace( DOT, '.' );
}

/**
 * @param {string} host
 * @param {any} shared
 * @return {boolean} Whether it is a wiki's or an example's
 */
function isNotOwned( host, shared ) {
	const parts = host.split( '.' );
	return shared.exampleTlds.has( parts[ parts.length - 1 ] ) || parts.some( ( _, i ) => {
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

// -- phones

const PHONE = new Pattern(
	'(?:\\+|00)?[ ]?\\(?[0-9](?:[ ().\\-/–‐‑·]{0,3}[0-9]){5,15}(?![0-9a-z%_])', '', '0-9a-z.,/=_\\-'
);
// An internet address, not 070.178.52.81.
const QUAD = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.|$)){4}$/;
const DATE = new RegExp(
	'^(?:[0-9]{4}[.\\-/][0-9]{1,2}[.\\-/][0-9]{1,2}|[0-9]{1,2}[.\\-/][0-9]{1,2}[.\\-/][0-9]{4}|[0-9]{4} ?[-–] ?[0-9]{4})$'
);
const LETTER = '\\p{L}\\p{Nl}\\p{No}';
const OTHER_NUMBER = new Pattern(
	'(?:isbn|issn|doi|pmid|pmc|oclc|lccn|arxiv|jstor|ean|asin|orcid|viaf|gnd|isni|bibcode|rfc|bnf|nla|ismn|id)' +
	'[\\s:.\\-]*(?:1[03])?[\\s:.\\-]*$', '', LETTER
);
// A telephone's too: `tel. no. …`
const COUNTED = [ new Pattern( '(?:nr|no)[\\s:.\\-]*$', '', LETTER ), new Pattern( '(?:№|n°|#)[\\s:.\\-]*$' ) ];
const BESIDE = 4; // characters between a telephone's label and `no.`

/**
 * @param {View} view
 * @return {Candidate[]}
 */
function phoneNumbers( view ) {
	const folded = view.folded;
	/** @type {Array<{start: number, end: number, named: boolean}>} */
	const windows = [];
	let position = folded.indexOf( '+' );
	while ( position >= 0 && windows.length < MOST ) {
		if ( text.isDigit( text.strip( folded.slice( position + 1, position + 3 ), ' (' ) ) ) {
			windows.push( { start: position, end: Math.min( folded.length, position + 30 ), named: false } );
		}
		position = folded.indexOf( '+', position + 1 );
	}
	for ( const hit of view.contexts( 'phone' ) ) {
		const sentence = view.sentence( hit.start );
		windows.push( {
			start: Math.max( sentence[ 0 ], hit.start - 60 ), end: Math.min( sentence[ 1 ], hit.end + 80 ), named: true
		} );
	}
	windows.sort( ( a, b ) => Number( b.named ) - Number( a.named ) );
	/** @type {Candidate[]} */
	const out = [];
	/** @type {Set<number>} */
	const seen = new Set();
	for ( const window of windows ) {
		for ( const found of PHONE.all( folded, window.start, window.end ) ) {
			const begin = beginOf( found );
			if ( seen.has( begin ) || !isDialable( view, begin, found.end ) ) {
				continue;
			}
			seen.add( begin );
			const strong = folded[ begin ] === '+';
			if ( !strong && !window.named ) {
				continue;
			}
			const worth = 0.5 + ( window.named && isLabelled( view, begin ) ? 0.15 : 0 );
			const rule = strong ? 'shared.phone.international' : 'shared.phone.national';
			out.push( new Candidate( 'phone', [ begin, found.end ], worth, rule, 'shape', 'number can be dialled' ) );
		}
	}
	return out;
}

/**
 * @param {Match} found
 * @return {number} Where it begins without white space
 */
function beginOf( found ) {
	return found.start + found.text.search( /\S/ );
}

/**
 * @param {View} view
 * @param {number} at
 * @return {boolean} Whether a noun for telephones (not only a verb) begins the sentence or line that the number
 *  stands in
 */
function isLabelled( view, at ) {
	const start = Math.max( view.line( at )[ 0 ], view.sentence( at )[ 0 ] );
	return view.within( Sign.LABEL, start, at ).some(
		( hit ) => hit.what === 'phone' && !text.any( view.text, text.isAlnum, start, hit.start )
	);
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The first dialable number in [at, limit)
 */
function phoneIn( view, at, limit ) {
	for ( const found of PHONE.all( view.folded, at, limit ) ) {
		const begin = beginOf( found );
		if ( isDialable( view, begin, found.end ) ) {
			return [ begin, found.end ];
		}
	}
	return null;
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {boolean}
 */
function isDialable( view, start, end ) {
	const number = view.folded.slice( start, end );
	if ( QUAD.test( number ) || DATE.test( number ) ||
		OTHER_NUMBER.search( view.folded, Math.max( 0, start - 16 ), start ) || isCounted( view, start ) ) {
		return false;
	}
	const digits = number.replace( /[^0-9]/g, '' );
	if ( digits.length < 7 || digits.length > 15 || new Set( digits.split( '' ) ).size < 3 ) {
		return false;
	}
	const shared = view.lexicon.shared;
	if ( shared.reservedPhones.some(
		( /** @type {RegExp} */ pattern ) => pattern.test( digits ) || pattern.test( number )
	) ) {
		return false;
	}
	return phones.isValid( number, shared.regions[ view.page.lang.split( '-' )[ 0 ] ] || [ 'US' ] );
}

/**
 * @param {View} view
 * @param {number} start
 * @return {boolean} Whether `no.` stands before a number, and not as part of a telephone's label
 */
function isCounted( view, start ) {
	const starts = COUNTED.map( ( pattern ) => pattern.search( view.folded, Math.max( 0, start - 8 ), start ) )
		.filter( ( found ) => found !== null ).map( ( found ) => /** @type {Match} */ ( found ).start );
	if ( !starts.length ) {
		return false;
	}
	const begin = Math.min.apply( null, starts );
	return !view.within( Sign.LABEL, Math.max( view.line( start )[ 0 ], start - 40 ), start ).some(
		( hit ) => hit.what === 'phone' && begin - hit.end < BESIDE
	);
}

module.exports = { emailIn: emailIn, isRole: isRole, localPart: localPart, phoneIn: phoneIn, recognize: recognize };

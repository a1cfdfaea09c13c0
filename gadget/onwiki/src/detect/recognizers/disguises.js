'use strict';

/**
 * What else than an at-sign people put between the halves of their address, so that machines overlook it.
 * bot/detect/recognizers/disguises.py.
 */

const patterns = require( '../patterns.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const MOST = views.MOST;
const Pattern = patterns.Pattern;
const Sign = signs.Sign;

const L = 'a-z0-9\u00df-\u024f\u0430-\u044f'; // letters of addresses; a neighbour in another script is a word beside it
const BEHIND = 90; // characters after a word for mail in which any bracketed word stands for the at-sign
const BRACKETED = new Pattern(
	'\\s?([(\\[{<][^()\\[\\]{}<>\\n@]{1,16}[)\\]}>])\\s?' +
	'(?=[' + L + '][' + L + '\\-]{0,40}(?:\\.|\\s?[(\\[{<]|\\s[\\p{L}\\p{Nl}\\p{No}]{2,6}\\s))', 'u', '^' + L + '_'
);
// ada(ет)kelp.org: a word in another script right between Latin letters
const WORD_IN_BRACKETS = new Pattern(
	'[(\\[{<][^\\x00-\\x7f()\\[\\]{}<>\\n]{1,12}[)\\]}>](?=[a-z0-9][a-z0-9\\-]{0,40}[.(\\[])', '', '^a-z0-9_'
);
// ada#kelp-post.org (# = @)
const SWAPPED = new Pattern(
	'[#*%$^&~§](?=[' + L + '\\-]{1,40}\\.[' + L + '.\\-]{2,40}) ?[^\\s]{3,60}? ?' +
	'[(（\\[]([^()（）\\[\\]\\n]{1,30})[)）\\]]', '', '^' + L + '_'
);
const MARKED = /[0-9_+-]/;
const LOCAL = /(?:^|[^A-Za-z0-9._%+-])([a-z0-9][a-z0-9._%+-]{2,63})$/;
const LONGEST = 64; // characters before an at-sign
const LOUD_HOST = new Pattern( '[a-z0-9\\-]{2,40}(?:(?:\\.|[A-Z]{2,6})[a-z0-9\\-]{2,40}){1,4}(?![A-Za-z0-9@])' );
const CAPITALS = /[A-Z]+/g;
const SMALL = /^[a-z]{2,}$/; // a word that may be written in capitals

/** @type {Map<any, string[]>} */
const loudWords = new Map();
/** @type {Map<string, import('../patterns.js').Pattern>} */
const prepositions = new Map();

/**
 * @param {string} name
 * @return {boolean} Whether what stands before an at-sign is no word of a sentence: it holds digits or signs
 */
function isMarked( name ) {
	return MARKED.test( name );
}

/**
 * @param {View} view
 * @param {number} at
 * @return {boolean} Whether the line has a word for mail
 */
function isNamed( view, at ) {
	const line = view.line( at );
	return view.contexts( 'email' ).some( ( hit ) => line[ 0 ] <= hit.start && hit.start < line[ 1 ] );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span[]} What stands in brackets between two halves: any word behind one for mail, else one in another script
 */
function bracketed( view, at, limit ) {
	/** @type {Span[]} */
	const out = [];
	for ( const hit of view.contexts( 'email' ) ) {
		if ( hit.start < at || hit.start >= limit ) {
			continue;
		}
		for ( const found of BRACKETED.all( view.folded, hit.end, Math.min( limit, hit.end + BEHIND ) ) ) {
			const begin = found.start + found.text.search( /\S/ );
			out.push( [ begin + 1, begin + found.groups[ 1 ].length - 1 ] );
		}
	}
	for ( const found of WORD_IN_BRACKETS.all( view.folded, at, limit, MOST ) ) {
		out.push( [ found.start + 1, found.end - 1 ] );
	}
	return out;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Array<{sign: Span, end: number}>} Signs of which brackets behind the address say that they are an at-sign,
 *  and where the brackets end
 */
function swapped( view, at, limit ) {
	/** @type {Array<{sign: Span, end: number}>} */
	const out = [];
	for ( const found of SWAPPED.all( view.folded, at, limit, MOST ) ) {
		const inside = found.groups[ 1 ];
		const start = found.end - 1 - inside.length;
		if ( inside.indexOf( '@' ) >= 0 || view.has( Sign.AT, start, found.end - 1 ) ) {
			out.push( { sign: [ found.start, found.start + 1 ], end: found.end } );
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Span[]} A language's word for `at` between what no sentence has around it: `ada27 bei kelp Punkt org`,
 *  `ada στο kelp.org`
 */
function preposed( view, at, limit ) {
	/** @type {Span[]} */
	const out = [];
	const pattern = prepositionsOf( view );
	if ( pattern === null ) {
		return out;
	}
	for ( const found of pattern.all( view.folded, at, limit, MOST ) ) {
		const start = found.start + 1;
		const line = view.line( start );
		const local = LOCAL.exec( view.text.slice( Math.max( line[ 0 ], start - 1 - LONGEST ), start - 1 ) );
		if ( local === null ) {
			continue;
		}
		const foreign = view.folded[ start ] > '\u024f'; // Latin letters around it
		const spelled = found.groups[ 2 ] !== '.';
		const marked = isMarked( local[ 1 ] );
		if ( !spelled && !foreign && !marked ) {
			continue;
		}
		if ( ( spelled && ( foreign || marked || local[ 1 ].indexOf( '.' ) >= 0 ) ) || isNamed( view, start ) ) {
			out.push( [ start, start + found.groups[ 1 ].length ] );
		}
	}
	return out;
}

/**
 * @param {View} view
 * @param {number} start
 * @param {number} end
 * @return {boolean} Whether a host is one at which people have accounts: `ada27 en github.com`
 */
function isHostElsewhere( view, start, end ) {
	const host = text.strip( view.folded.slice( start, end ), ' ' ) + '/';
	const hosts = view.lexicon.shared.hosts;
	return Object.keys( hosts ).some( ( kind ) => hosts[ kind ].some(
		( /** @type {string} */ known ) => known.indexOf( host ) >= 0
	) );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {Array<{span: Span, host: string}>} Addresses whose sign is a word in capitals, and the hosts as machines
 *  write them: `adaATkelpDOTorg`
 */
function loud( view, at, limit ) {
	/** @type {Array<{span: Span, host: string}>} */
	const out = [];
	const shown = view.text;
	for ( const word of wordsOf( view.lexicon.shared ) ) {
		let position = shown.indexOf( word, at );
		for ( let tries = 0; position >= 0 && position + word.length <= limit && tries < MOST; tries++ ) {
			const stop = position + word.length;
			const host = LOUD_HOST.match( shown, stop, Math.min( limit, stop + 90 ) );
			if ( host !== null && areDots( host.text, view.lexicon.shared ) ) {
				const floor = Math.max( view.line( position )[ 0 ], position - LONGEST );
				const local = LOCAL.exec( shown.slice( floor, position ) );
				if ( local !== null ) {
					out.push( { span: [ position - local[ 1 ].length, host.end ], host: host.text.replace( CAPITALS, '.' ) } );
				}
			}
			position = shown.indexOf( word, stop );
		}
	}
	return out;
}

/**
 * @param {string} host
 * @param {any} shared
 * @return {boolean} Whether all its capitals are words for a dot
 */
function areDots( host, shared ) {
	return ( host.match( CAPITALS ) || [] ).every( ( word ) => shared.dotWords.indexOf( word.toLowerCase() ) >= 0 );
}

/**
 * @param {any} shared
 * @return {string[]} The words for an at-sign that may be written in capitals between small letters
 */
function wordsOf( shared ) {
	let known = loudWords.get( shared );
	if ( known === undefined ) {
		const found = new Set( shared.atWords.filter( ( /** @type {string} */ word ) => SMALL.test( word ) && word !== 'et' ) );
		known = Array.from( found ).map( ( word ) => word.toUpperCase() ).sort( ( a, b ) => b.length - a.length );
		loudWords.set( shared, known );
	}
	return known;
}

/**
 * @param {View} view
 * @return {import('../patterns.js').Pattern|null} A language's words for `at`, and the full stop or word that parts the
 *  host behind them
 */
function prepositionsOf( view ) {
	const code = view.lexicon.code;
	const found = view.lexicon.shared.wording.atPrepositions.get( code );
	if ( found === undefined ) {
		return null;
	}
	let known = prepositions.get( code );
	if ( known === undefined ) {
		const dots = view.lexicon.shared.dotWords.slice()
			.sort( ( /** @type {string} */ a, /** @type {string} */ b ) => b.length - a.length ).map( text.escape ).join( '|' );
		known = new Pattern( ' (' + found.map( text.escape ).join( '|' ) + ') (?=[a-z0-9][a-z0-9\\-]{0,40}' +
			'(\\.|\\s?[(\\[{<]|\\s(?:' + dots + ')\\s)[a-z0-9(\\[{<]?)' );
		prepositions.set( code, known );
	}
	return known;
}

module.exports = {
	bracketed: bracketed,
	isHostElsewhere: isHostElsewhere,
	isMarked: isMarked,
	isNamed: isNamed,
	loud: loud,
	preposed: preposed,
	swapped: swapped
};

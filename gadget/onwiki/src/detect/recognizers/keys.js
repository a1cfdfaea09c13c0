'use strict';

/**
 * Keys and passwords that need no word beside them: known by how they begin, random, or given to a name in code.
 * bot/detect/recognizers/keys.py.
 */

const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const payment = require( '../checkdigits/payment.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const SURE = 0.8; // nobody writes such a thing without meaning it
const PREFIXED = new Pattern( '[A-Za-z0-9_\\-/+=.]{16,200}' );
const RANDOM = new Pattern( '[A-Za-z0-9]{20,80}' );
const HEX = /^(?:[0-9a-fA-F]+|[0-9]+[A-Za-z]+|[A-Za-z]+[0-9]+)$/; // hashes, and words with a number
const TURN = /[0-9](?=[A-Za-z])|[A-Za-z](?=[0-9])/g;
const TURNS = 6; // changes between letters and digits in a string that nobody made up
const AROUND = /[/._\-&]/; // what makes a run of letters a part of something longer: a path, an identifier
const CHOSEN = new Pattern( '[A-Za-z][A-Za-z0-9]{2,30}[!#%+*^~$?&=][A-Za-z0-9]{1,30}' );
const ENDS = ' \t"\'`,;)]}'; // what stands behind a value in code
const OPENS = ' \t"\'`=:('; // and before it
const INLINE = /<(?:code|tt|kbd)>$/i;
const LINE = 1000; // characters on either side of a key that may call it a sample
const BEFORE = 160; // characters before such code that say what it is
const CLAUSES = /[,.;:!?()।。、，；：؛،–—]/;
const BEGIN = '-----begin';
const PRIVATE = new Pattern( '-----begin [a-z0-9 ]{0,24}private key(?: block)?-----' );
const END = '-----end';
const LONGEST_KEY = 12000;
const SHORTEST_KEY = 40;

/** @type {WeakMap<object, RegExp>} */
const samples = new WeakMap();

/**
 * @param {View} view
 * @return {Candidate[]} Keys by their beginning, private keys, and what lines of code and comments hold
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	for ( const hit of view.hits[ signs.Sign.KEY ].slice( 0, views.MOST ) ) {
		const found = hit.what === BEGIN ? privateKey( view, hit.start ) : prefixed( view, hit.start );
		if ( found !== null ) {
			const name = hit.what === BEGIN ? 'private' : hit.what;
			out.push( candidateOf( found, 'shared.key.' + name, 'begins as a key does' ) );
		}
	}
	for ( const block of view.layout.blocks.slice( 0, views.MOST * 10 ) ) {
		const found = block.kind === 'code' || block.kind === 'comment' ? written( view, block ) : null;
		if ( found !== null ) {
			out.push( candidateOf( found, 'shared.key', 'a secret in code' ) );
		}
	}
	return out;
}

/**
 * @param {Span} span
 * @param {string} rule
 * @param {string} sign
 * @return {Candidate}
 */
function candidateOf( span, rule, sign ) {
	const candidate = new views.Candidate( 'credential', span, SURE, rule, 'shape', sign );
	candidate.own = true;
	return candidate;
}

/**
 * @param {View} view
 * @param {number} at
 * @return {Span|null} A key that begins as those of its service do: `ghp_…`
 */
function prefixed( view, at ) {
	if ( at && ( text.isAlnum( view.text, at - 1 ) || '-_/'.indexOf( view.text[ at - 1 ] ) >= 0 ) ) {
		return null;
	}
	const found = PREFIXED.match( view.text, at );
	if ( found === null || new Set( found.text.split( '' ) ).size < 10 || !/[0-9]/.test( found.text ) ) {
		return null;
	}
	const block = view.layout.blockAt( at );
	return isSample( around( view, at, block ), view.lexicon.shared ) ?
		null : [ found.start, found.end ];
}

/**
 * @param {View} view
 * @param {number} at
 * @return {Span|null} A private key from its first line to its last
 */
function privateKey( view, at ) {
	const folded = view.folded;
	const begin = PRIVATE.match( folded, at );
	if ( begin === null ) {
		return null;
	}
	const end = folded.indexOf( END, begin.end );
	if ( end < 0 || end + END.length > begin.end + LONGEST_KEY || end - begin.end < SHORTEST_KEY ||
		isSample( folded.slice( at, end ), view.lexicon.shared ) ) {
		return null;
	}
	const close = folded.slice( end + END.length, end + 80 ).indexOf( '-----' );
	return [ at, end + END.length + ( close >= 0 ? close + 5 : 0 ) ];
}

/**
 * @param {View} view
 * @param {Block} block
 * @return {Span|null} The first secret in a line of code or a comment: a random string, or what a name for a secret is
 *  given
 */
function written( view, block ) {
	const page = view.text;
	for ( const found of RANDOM.all( page, block.start, block.end ) ) {
		const beside = page.slice( Math.max( block.start, found.start - 1 ), found.start ) +
			page.slice( found.end, Math.min( block.end, found.end + 1 ) );
		if ( isRandom( found.text ) && !AROUND.test( beside ) && !text.any( beside, text.isAlnum ) ) {
			return isDenied( view, found.start, block ) ? null : [ found.start, found.end ];
		}
	}
	const name = view.lexicon.shared.secretName.search( view.folded, block.start, block.end );
	let first = name ? name.end : block.end;
	for ( const what of [ signs.Sign.LABEL, signs.Sign.CONTEXT ] ) {
		for ( const hit of view.within( what, block.start, block.end ) ) {
			first = hit.what === 'credential' ? Math.min( first, hit.end ) : first;
		}
	}
	for ( const found of CHOSEN.all( page, first, block.end ) ) {
		const after = page.slice( found.end, Math.min( block.end, found.end + 1 ) );
		if ( !text.strip( after, ENDS ) && OPENS.indexOf( page[ found.start - 1 ] ) >= 0 && isChosen( found.text ) ) {
			return isDenied( view, found.start, block ) ? null : [ found.start, found.end ];
		}
	}
	return null;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {Block} block
 * @return {string} What stands in a block on either side of a place, no more than a line's worth: each key reads it
 */
function around( view, at, block ) {
	return view.folded.slice( Math.max( block.start, at - LINE ), Math.min( block.end, at + LINE ) );
}

/**
 * @param {View} view
 * @param {number} at
 * @param {Block} block
 * @return {boolean} Whether a line calls itself a sample, or the clause before `<code>` says `never` or `like`
 */
function isDenied( view, at, block ) {
	if ( isSample( around( view, at, block ), view.lexicon.shared ) ) {
		return true;
	}
	const page = view.page.wikitext;
	const tag = block.kind === 'code' ? INLINE.exec( page.slice( Math.max( 0, block.at - 8 ), block.at ) ) : null;
	if ( tag === null ) {
		return false;
	}
	const tagged = block.at - tag[ 0 ].length;
	const line = tagged > 0 ? page.lastIndexOf( '\n', tagged - 1 ) + 1 : 0;
	const before = cues.fold( page.slice( Math.max( line, tagged - BEFORE ), tagged ) );
	const clause = text.rstrip( before, ' :' ).split( CLAUSES ).pop() || '';
	return isSample( before, view.lexicon.shared ) ||
		view.lexicon.words.scan( clause )[ signs.Sign.AGAINST ].length > 0;
}

/**
 * @param {string} word
 * @return {boolean} Whether a run of letters and digits is one that a machine made: no hash, no wallet, no word with a
 *  number
 */
function isRandom( word ) {
	return ( word.match( TURN ) || [] ).length >= TURNS && !HEX.test( word ) && !payment.isCoin( word );
}

/**
 * @param {string} word
 * @return {boolean} Whether a word with a sign in it is a password as people make them: `pebble!2936`, not `year=2006`
 */
function isChosen( word ) {
	const equals = word.indexOf( '=' );
	return /[0-9]/.test( word ) && ( equals < 0 || !/^[0-9]+$/.test( word.slice( equals + 1 ) ) );
}

/**
 * @param {string} folded
 * @param {Record<string, any>} shared
 * @return {boolean} Whether a text calls itself an example, a placeholder or a hash
 */
function isSample( folded, shared ) {
	let words = samples.get( shared );
	if ( words === undefined ) {
		const escaped = shared.secretSamples.map(
			( /** @type {string} */ word ) => word.replace( /[.*+?^${}()|[\]\\]/g, '\\$&' )
		);
		words = new RegExp( '(?:' + escaped.join( '|' ) + ')(?!\\.[a-z]{3})' ); // not `https://example.org/…`
		samples.set( shared, words );
	}
	return words.test( folded );
}

/**
 * @param {View} view
 * @param {number} at
 * @return {boolean} Whether a place is in a line of code that calls itself no sample: an account there is the owner's
 */
function isWritten( view, at ) {
	const block = view.layout.blockAt( at );
	return block.kind === 'code' && !isDenied( view, at, block );
}

module.exports = { isWritten: isWritten, recognize: recognize };

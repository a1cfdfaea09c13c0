'use strict';

/**
 * A card: the owner's name and street address as lines of their own, right above or below telephone and mail.
 * bot/detect/recognizers/card.py.
 */

const signs = require( '../signs.js' );
const place = require( './place.js' );
const regions = require( '../regions.js' );
const text = require( '../text.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Candidate = views.Candidate;
const Sign = signs.Sign;
const LINES = [ 'prose', 'item', 'cell' ];
const LONGEST = 80; // characters of a line that is nothing but an address
const AROUND = 3; // lines above and below a telephone or mail line that may be the card's
const UNLIKE = /[→=[\](){}|@]/; // signs that no line of a card has
const REST = 3; // letters of a line that may be left over

/**
 * @param {View} view
 * @return {Candidate[]} Names and addresses of cards
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	/** @type {Set<number>} */
	const done = new Set();
	for ( const hit of view.hits[ Sign.LABEL ].slice( 0, views.MOST * 4 ) ) {
		if ( hit.what !== 'phone' && hit.what !== 'email' ) {
			continue;
		}
		const block = view.layout.blockAt( hit.start );
		if ( done.has( block.index ) || LINES.indexOf( block.kind ) < 0 ) {
			continue;
		}
		done.add( block.index );
		if ( view.opens( block.start, hit.start ) ) {
			around( view, block, done, out );
		}
	}
	const addresses = new Set( out.filter( ( each ) => each.type === 'address' )
		.map( ( each ) => view.folded.slice( each.start, each.end ) ) );
	return addresses.size === 1 ? out : []; // several cards are several people's
}

/**
 * @param {View} view
 * @param {Block} block
 * @param {Set<number>} done
 * @param {Candidate[]} out
 */
function around( view, block, done, out ) {
	const blocks = view.layout.blocks;
	const stop = Math.min( blocks.length, block.index + AROUND + 1 );
	for ( let index = Math.max( 0, block.index - AROUND ); index < stop; index++ ) {
		const line = blocks[ index ];
		if ( line.section !== block.section || LINES.indexOf( line.kind ) < 0 || line.marks & regions.Mark.FOREIGN ||
			( done.has( index ) && index !== block.index ) ) {
			continue;
		}
		const span = addressOf( view, line );
		if ( span === null ) {
			continue;
		}
		done.add( index );
		const above = index ? blocks[ index - 1 ] : null;
		if ( view.has( Sign.ROLE, line.start, line.end ) ||
			( above && view.has( Sign.ROLE, above.start, above.end ) ) ) {
			return;
		}
		const address = new Candidate(
			'address', span, 0.65, 'card.address', 'shape', 'a line that is an address, beside telephone or mail'
		);
		address.block = line;
		out.push( address );
		const name = above && above.section === line.section ? nameOf( view, above ) : null;
		if ( name !== null ) {
			const found = new Candidate(
				'real_name', name, 0.65, 'card.name', 'label', 'a line that is a name, above an address'
			);
			found.block = above;
			out.push( found );
		}
		return;
	}
}

/**
 * @param {View} view
 * @param {Block} line
 * @return {Span|null}
 */
function addressOf( view, line ) {
	const size = line.end - line.start;
	if ( size < 8 || size > LONGEST || view.has( Sign.LABEL, line.start, line.start + 2 ) ) {
		return null;
	}
	const shown = view.text.slice( line.start, line.end );
	if ( UNLIKE.test( shown ) || !isMostlyNames( shown ) ) {
		return null;
	}
	const span = place.addressAt( view, line.start, line.end );
	return span && leftOver( view, line, span ) <= REST ? span : null;
}

/**
 * @param {string} shown
 * @return {boolean} Whether most words begin with a capital or a digit; always so in scripts without capitals
 */
function isMostlyNames( shown ) {
	const words = text.words( shown ).filter( ( word ) => text.isAlnum( word ) );
	const small = words.filter( ( word ) => text.isLower( word ) ).length;
	return words.length > 0 && small * 2 <= words.length;
}

/**
 * @param {View} view
 * @param {Block} line
 * @return {Span|null}
 */
function nameOf( view, line ) {
	const size = line.end - line.start;
	if ( size < 5 || size > 48 || LINES.indexOf( line.kind ) < 0 ) {
		return null;
	}
	const span = view.slots().forward( 'fullname', line.start, line.end );
	if ( span === null || leftOver( view, line, span ) > 0 ) {
		return null;
	}
	const words = text.words( view.folded.slice( span[ 0 ], span[ 1 ] ) );
	const nouns = view.lexicon.plain;
	return nouns.org.concat( nouns.school, nouns.role ).some(
		( noun ) => words.indexOf( noun ) >= 0
	) ? null : span;
}

/**
 * @param {View} view
 * @param {Block} line
 * @param {Span} span
 * @return {number} Letters and digits of a line outside a span
 */
function leftOver( view, line, span ) {
	return text.count( view.text, text.isAlnum, line.start, span[ 0 ] ) +
		text.count( view.text, text.isAlnum, span[ 1 ], line.end );
}

module.exports = { recognize: recognize };

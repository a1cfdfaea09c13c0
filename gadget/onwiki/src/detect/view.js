'use strict';

/**
 * One page made ready for recognizers: visible text, its folded form, signs found in it, sentences.
 * bot/detect/view.py.
 */

const cues = require( './cues.js' );
const patterns = require( './patterns.js' );
const sentences = require( './sentences.js' );
const signs = require( './signs.js' );
const regions = require( './regions.js' );
const slots = require( './slots.js' );
const text = require( './text.js' );

/**
 * @typedef {import('./signs.js').Hit} Hit
 * @typedef {import('./lexicon.js').Lexicon} Lexicon
 * @typedef {import('./regions.js').Block} Block
 * @typedef {import('./regions.js').Layout} Layout
 * @typedef {import('./recognizers/username.js').UsernameRecognizer} UsernameRecognizer
 * @typedef {import('./slots.js').Slots} Slots
 * @typedef {[number, number]} Span
 */

const Sign = signs.Sign;
const MOST = 400; // signs of one sort that are followed up on one page; a person's page has a few dozen
const FEW = 8;
const FEW_SIGNS = 64; // characters that are looked through again each time
const SEPARATORS = ':：=–—';
// Also with a name in marks of its own inside: «… завод «Рассвет»», „… firma „Orzeł””.
const QUOTED = new patterns.Pattern(
	'«(?:[^«»\\n]|«[^«»\\n]{1,80}»){3,400}»|[„“](?:[^„“”"«»\\n]|«[^«»\\n]{1,80}»|„[^„“”\\n]{1,80}[“”]){3,400}[“”]' +
	'|[“„«»”"「『][^“„«»”"「」『』\\n]{3,400}[”“»«"」』]'
);

/**
 * A possible finding: [start, end) in the visible text, or span in the wikitext where that is known already.
 * score is what the shape or phrase is worth by itself; signs say what moved it.
 */
class Candidate {
	/**
	 * @param {FindingType} type
	 * @param {Span} at
	 * @param {number} score
	 * @param {string} rule
	 * @param {string} sort cue, label, box, shape, file
	 * @param {string} sign Why
	 */
	constructor( type, at, score, rule, sort, sign ) {
		this.type = type;
		this.start = at[ 0 ];
		this.end = at[ 1 ];
		this.score = score;
		this.rule = rule;
		this.sort = sort;
		/** @type {Span|null} */
		this.span = null;
		/** @type {Block|null} */
		this.block = null;
		/** @type {Array<[string, number]>} */
		this.signs = [ [ sign, score ] ];
		this.cueStart = -1;
		this.own = false; // its recognizer saw whose it is where ownership does not look
	}

	/**
	 * Move the score, and remember why.
	 *
	 * @param {string} sign
	 * @param {number} worth
	 */
	add( sign, worth ) {
		this.score += worth;
		this.signs.push( [ sign, worth ] );
	}
}

/** What recognizers look at. */
class View {
	/**
	 * @param {DraftPage} page Its wikitext in single units (narrow.js)
	 * @param {Layout} layout
	 * @param {Lexicon} lexicon
	 * @param {UsernameRecognizer} names
	 */
	constructor( page, layout, lexicon, names ) {
		this.names = names;
		this.page = page;
		this.layout = layout;
		this.lexicon = lexicon;
		this.text = layout.text;
		this.folded = cues.fold( layout.text );
		/** @type {Map<number, number[]>} */
		this._sentences = new Map();
		/** @type {Map<number, number>} */
		this._openings = new Map();
		/** @type {Map<number, Hit[][]>} */
		this._words = new Map();
		/** @type {Map<number, Hit[]>} */
		this._ordered = new Map();
		/** @type {Map<any, Hit[]>|null} */
		this._contexts = null;
		this.search = new signs.Search( lexicon.signs, this.folded, 0, this.folded.length );
		this.hits = this.search.found;
		/** @type {Slots|null} */
		this._slots = null;
	}

	/**
	 * @param {number} position
	 * @return {Span} The sentence (or line) around a position
	 */
	sentence( position ) {
		const block = this.layout.blockAt( position );
		let ends = this._sentences.get( block.index );
		if ( ends === undefined ) {
			ends = sentences.endsOf( this.text, block.start, block.end ).filter(
				( end ) => !sentences.isOrdinal( this.text, this.folded, end - 1, this.lexicon )
			);
			this._sentences.set( block.index, ends );
		}
		const index = regions.bisectRight( ends, position );
		return [ index ? ends[ index - 1 ] : block.start, index < ends.length ? ends[ index ] : block.end ];
	}

	/**
	 * @param {number} start
	 * @param {number} at
	 * @return {boolean} Whether nothing but signs stands between a beginning and a place: no letter and no digit
	 */
	opens( start, at ) {
		if ( at - start < FEW_SIGNS ) {
			return !text.any( this.text, text.isAlnum, start, at );
		}
		let first = this._openings.get( start ); // remembered: the signs before it may be as many as the page has
		if ( first === undefined ) {
			first = start;
			while ( first < this.text.length && !text.isAlnum( this.text, first ) ) {
				first++;
			}
			this._openings.set( start, first );
		}
		return first >= at;
	}

	/** @return {Slots} Slot grammars over this text; a phrase's or label's beginning ends the value before it */
	slots() {
		if ( this._slots === null ) {
			/** @type {Set<number>} */
			const barriers = new Set();
			for ( const what of [ Sign.CUE, Sign.LABEL, Sign.CONTEXT ] ) {
				for ( const hit of this.hits[ what ] ) {
					if ( ( what === Sign.LABEL || hit.end - hit.start > 3 ) && !this._isName( what, hit ) ) {
						barriers.add( hit.start );
					}
				}
			}
			this._slots = new slots.Slots( this.text, this.folded, this.lexicon, barriers );
		}
		return this._slots;
	}

	/**
	 * @param {number} what
	 * @param {Hit} hit
	 * @return {boolean} Whether a capital word is more likely part of a name (`Caetana Nascimento`): it is a label
	 *  only before a colon, and begins no phrase (but `I`)
	 */
	_isName( what, hit ) {
		const after = this.text[ hit.end ];
		return text.isUpper( this.text, hit.start ) && text.isAlpha( this.text, hit.start + 1 ) &&
			( what !== Sign.LABEL || after === undefined || SEPARATORS.indexOf( after ) < 0 );
	}

	/**
	 * @param {number} what
	 * @param {number} start
	 * @param {number} end
	 * @return {Hit[]} The signs of one sort that begin in [start, end), a stretch of one block
	 */
	within( what, start, end ) {
		/** @type {Hit[]|undefined} */
		let known;
		if ( signs.LAZY.indexOf( what ) < 0 ) {
			known = this._ordered.get( what );
			if ( known === undefined ) {
				known = this.hits[ what ].slice().sort( byStart );
				this._ordered.set( what, known );
			}
		} else {
			const block = this.layout.blockAt( start );
			let found = this._words.get( block.index );
			if ( found === undefined ) {
				found = this.lexicon.words.scan( this.folded, block.start, block.end );
				for ( const hits of found ) {
					hits.sort( byStart );
				}
				this._words.set( block.index, found );
			}
			known = found[ what ];
		}
		if ( known.length < FEW ) {
			return known.filter( ( hit ) => start <= hit.start && hit.start < end );
		}
		return known.slice( firstFrom( known, start ), firstFrom( known, end ) );
	}

	/**
	 * @param {number} what
	 * @param {number} start
	 * @param {number} end
	 * @return {boolean} Whether a sign of that sort begins in [start, end)
	 */
	has( what, start, end ) {
		return this.within( what, start, end ).length > 0;
	}

	/**
	 * @param {string} kind
	 * @return {Hit[]} Words that make a shape of that type somebody's: labels and context
	 */
	contexts( kind ) {
		if ( this._contexts === null ) {
			this._contexts = new Map();
			for ( const hit of this.hits[ Sign.LABEL ].concat( this.hits[ Sign.CONTEXT ] ) ) {
				const hits = this._contexts.get( hit.what );
				if ( hits === undefined ) {
					this._contexts.set( hit.what, [ hit ] );
				} else if ( hits.length < MOST ) {
					hits.push( hit );
				}
			}
		}
		return this._contexts.get( kind ) || [];
	}

	/**
	 * @param {number} position
	 * @return {Span} The block around a position
	 */
	line( position ) {
		const block = this.layout.blockAt( position );
		return [ block.start, block.end ];
	}
}

/**
 * @param {Hit} one
 * @param {Hit} other
 * @return {number}
 */
function byStart( one, other ) {
	return one.start - other.start;
}

/**
 * @param {Hit[]} hits In order of where they begin
 * @param {number} start
 * @return {number} The first that begins at or after start
 */
function firstFrom( hits, start ) {
	let low = 0;
	let high = hits.length;
	while ( low < high ) {
		const middle = ( low + high ) >> 1;
		if ( hits[ middle ].start < start ) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

module.exports = { Candidate: Candidate, MOST: MOST, QUOTED: QUOTED, View: View };

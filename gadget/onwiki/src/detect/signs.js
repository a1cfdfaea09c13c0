'use strict';

/** Literals that are looked for together: what each can be a sign of, and one pass that finds them all. lexicon.py. */

const automaton = require( './automaton.js' );
const cues = require( './cues.js' );
const text = require( './text.js' );

const unspaced = cues.unspaced;

/** What a literal in the text can be a sign of. */
const Sign = {
	CUE: 0, LABEL: 1, CONTEXT: 2, SELF: 3, OTHERS: 4, AGAINST: 5, CAPTION: 6, SOCIAL: 7, MESSAGING: 8, HOST: 9,
	AT: 10, KEY: 11, ROLE: 12, THING: 13, TAUGHT: 14, SAID: 15
};
const SORTS = 16;
const MOST_HITS = 40000; // a page that holds more signs was not written by a person; its rest is not searched
const STRETCH = 65536; // characters searched at a time, so that a hostile page does not fill the memory
// Looked for only in the lines that hold a candidate: short, frequent words.
const LAZY = [
	Sign.SELF, Sign.OTHERS, Sign.AGAINST, Sign.CAPTION, Sign.ROLE, Sign.THING, Sign.TAUGHT, Sign.SAID
];
const SMALL_STRETCH = 2; // letters of a literal that may be the end of an address: `me`

/**
 * One literal found: [start, end) in the visible text.
 *
 * @typedef {{start: number, end: number, what: any}} Hit
 *
 * All that one literal means; left and right say whether a word must begin and end with it.
 *
 * @typedef {{text: string, left: boolean, right: boolean, items: Array<{what: number, payload: any}>}} Entry
 */

/** A search for signs that can be left and taken up again. */
class Search {
	/**
	 * @param {Signs} signs
	 * @param {string} folded
	 * @param {number} from
	 * @param {number} to
	 */
	constructor( signs, folded, from, to ) {
		this.signs = signs;
		this.folded = folded;
		this.at = from;
		this.to = to;
		this.literals = 0;
		/** @type {Hit[][]} */
		this.found = [];
		for ( let i = 0; i < SORTS; i++ ) {
			this.found.push( [] );
		}
	}

	/** @return {boolean} Whether the search is over, after another stretch */
	next() {
		if ( this.at < this.to && this.literals < MOST_HITS ) {
			const stop = this.to - this.at <= STRETCH ? this.to : Math.max(
				lastNewline( this.folded, this.at, this.at + STRETCH ), this.at + STRETCH / 2
			);
			this.literals += this.signs.stretch( this.folded, this.at, stop, this.found );
			this.at = stop;
		}
		return this.at >= this.to || this.literals >= MOST_HITS;
	}
}

/** Literals looked for together, in one pass. */
class Signs {
	/**
	 * @param {Entry[]} entries
	 * @param {Set<string>} attached
	 * @param {string[]} particles Written onto the noun: 전화번호는
	 */
	constructor( entries, attached, particles ) {
		this.entries = entries;
		this.attached = attached;
		/** As they begin */
		this.particles = new Set( particles.map( ( each ) => each[ 0 ] ) );
		this.automaton = new automaton.Automaton( entries.map( ( entry ) => entry.text ) );
	}

	/**
	 * @param {string} folded
	 * @param {number} [from]
	 * @param {number} [to] Where the stretch ends that is searched as a text of its own
	 * @return {Hit[][]} Every sign in it, by what it is, in order of where it ends
	 */
	scan( folded, from, to ) {
		const search = new Search( this, folded, from || 0, to === undefined ? folded.length : to );
		while ( !search.next() ) {
			// stretch by stretch
		}
		return search.found;
	}

	/**
	 * @param {string} folded
	 * @param {number} from
	 * @param {number} to
	 * @param {Hit[][]} found
	 * @return {number} How many literals occur
	 */
	stretch( folded, from, to, found ) {
		const entries = this.entries;
		const attached = this.attached;
		let total = 0;
		this.automaton.scan( folded, from, to, ( index, start, end ) => {
			total++;
			const entry = entries[ index ];
			const before = start > from ? folded[ start - 1 ] : ' ';
			if ( end - start <= SMALL_STRETCH && '.@_/'.indexOf( before ) >= 0 ) {
				return; // the `me` of an address' end
			}
			if ( entry.left && text.isWordly( before ) ) {
				const joined = attached.has( before ) && ( start < from + 2 || !text.isWordly( folded, start - 2 ) );
				if ( !joined && !unspaced( before ) && !isForeign( folded[ start ], before ) ) {
					return;
				}
			}
			// A Korean syllable for I begins other words, too: 나이, 전에, 제도.
			const alone = end - start === 1 && entry.items[ 0 ].what === Sign.SELF;
			if ( entry.right && end < to && text.isWordly( folded, end ) && !unspaced( folded[ end ] ) &&
				( alone || !this.particles.has( folded[ end ] ) ) && !isForeign( folded[ end - 1 ], folded[ end ] ) ) {
				return;
			}
			for ( const item of entry.items ) {
				found[ item.what ].push( { start: start, end: end, what: item.payload } );
			}
		} );
		return total;
	}
}

/**
 * @param {string} one
 * @param {string} other
 * @return {boolean} Whether a script ends between two letters: `Telegram` in `Telegramలో` is a word
 */
function isForeign( one, other ) {
	return isLatin( one ) !== isLatin( other );
}

/**
 * @param {string} char
 * @return {boolean}
 */
function isLatin( char ) {
	return char < '\u0250' || ( char >= '\u1e00' && char <= '\u1eff' );
}

/**
 * @param {string} folded
 * @param {number} from
 * @param {number} to
 * @return {number} Where the last line of [from, to) ends; -1 where none does
 */
function lastNewline( folded, from, to ) {
	const at = folded.lastIndexOf( '\n', to - 1 );
	return at < from ? -1 : at;
}

module.exports = { LAZY: LAZY, Search: Search, Sign: Sign, Signs: Signs };

'use strict';

/** Names and words of one script: bot/detect/names/lexicon.py. The lists come with the rules, folded. */

const lists = require( './lists.js' );
const text = require( '../text.js' );

const ENDINGS = [
	'family-ending', 'family-ending-bg', 'given-ending', 'patronymic', 'word-ending', 'family-beginning'
];

/**
 * A name's weight (0..1) and the lists that have it.
 *
 * @typedef {{weight: number, lists: number}} Known
 */

/** Names and words of one script. */
class Lexicon {
	/**
	 * @param {string} script
	 * @param {{lists: string[], sections: Array<[number, string, number, string]>}} data rules/names-*.json
	 */
	constructor( script, data ) {
		this.script = script;
		/** @type {Map<string, Known>} */
		this.given = new Map();
		/** @type {Map<string, Known>} */
		this.family = new Map();
		/** @type {Map<string, number>} A common word -> the lists (languages) that have it */
		this.words = new Map();
		/** @type {Set<string>} Words that only tell that something is no name */
		this.vocabulary = new Set();
		/** @type {Map<string, Map<string, number>>} What the ends of words tell */
		this.endings = new Map();
		/** @type {Map<string, Set<string>>} Sections that one script alone has (syllables, characters) */
		this.extra = new Map();
		/** @type {Set<string>} Words that join a name's parts, and are nobody's name alone */
		this.particles = new Set();
		/** @type {Set<string>} Words that are joined to what follows */
		this.prefixes = new Set();
		/** @type {Map<string, number>} */
		this.bits = new Map();
		data.lists.forEach( ( name, index ) => this.bits.set( name, Math.pow( 2, index ) ) );
		for ( const section of data.sections ) {
			const list = section[ 0 ];
			this._section( data.lists[ list ], Math.pow( 2, list ), section[ 1 ], section[ 2 ], section[ 3 ] );
		}
		if ( script === 'latin' ) { // where the lists of families hold them
			this.particles.forEach( ( particle ) => this.family.delete( particle ) );
		}
	}

	/**
	 * @param {string} list
	 * @param {number} bit
	 * @param {string} name
	 * @param {number} weight
	 * @param {string} held
	 */
	_section( list, bit, name, weight, held ) {
		const words = text.words( held );
		if ( name === 'given' || name === 'family' ) {
			const table = name === 'given' ? this.given : this.family;
			for ( const word of words ) {
				const old = table.get( word );
				table.set( word, old === undefined ? { weight: weight, lists: bit } : {
					weight: Math.max( old.weight, weight ), lists: lists.either( old.lists, bit )
				} );
			}
		} else if ( name === 'words' ) {
			for ( const word of words ) {
				this.words.set( word, lists.either( this.words.get( word ) || 0, bit ) );
			}
		} else if ( name === 'vocabulary' ) {
			for ( const word of words ) {
				this.vocabulary.add( word );
			}
		} else if ( name === 'particles' || name === 'prefixes' ) {
			for ( const word of words ) {
				this[ name ].add( word );
			}
		} else if ( ENDINGS.indexOf( name ) >= 0 ) {
			const endings = this.endings.get( name ) || new Map();
			this.endings.set( name, endings );
			for ( const word of words ) {
				endings.set( word, weight );
			}
		} else {
			this.extra.set( list + '.' + name, new Set( this.script === 'latin' ? words : words.join( '' ).split( '' ) ) );
		}
	}

	/**
	 * @param {string[]} names
	 * @return {number} The named lists taken together; nothing for those that this script has not
	 */
	bit( names ) {
		return names.reduce( ( all, name ) => lists.either( all, this.bits.get( name ) || 0 ), 0 );
	}

	/**
	 * @param {string} name
	 * @return {Set<string>}
	 */
	more( name ) {
		return this.extra.get( name ) || new Set();
	}
}

module.exports = { Lexicon: Lexicon };

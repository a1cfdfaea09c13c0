'use strict';

/**
 * Words of scripts without spaces at which a value ends: particles and connectors (`stop` of the rules). A page asks
 * for them at every phrase, so that they are looked up by their first character instead of being tried one by one.
 */

class Cuts {
	/**
	 * @param {string[]} words
	 */
	constructor( words ) {
		/** The longest first: inside it a shorter one is part of a word. */
		this.words = words.slice().sort( ( a, b ) => b.length - a.length );
		/** @type {Map<string, number[]>} First character -> the words that begin with it */
		this._beginning = new Map();
		this.words.forEach( ( word, index ) => {
			const known = this._beginning.get( word[ 0 ] );
			if ( known === undefined ) {
				this._beginning.set( word[ 0 ], [ index ] );
			} else {
				known.push( index );
			}
		} );
	}

	/**
	 * @param {string} text
	 * @return {string[]} Those that stand anywhere in a text, the longest first
	 */
	inside( text ) {
		/** @type {number[]} */
		const found = [];
		for ( let at = 0; at < text.length; at++ ) {
			for ( const index of this._beginning.get( text[ at ] ) || [] ) {
				if ( text.startsWith( this.words[ index ], at ) && found.indexOf( index ) < 0 ) {
					found.push( index );
				}
			}
		}
		return found.sort( ( a, b ) => a - b ).map( ( index ) => this.words[ index ] );
	}

	/**
	 * @param {string} text
	 * @param {number} at
	 * @return {boolean} Whether one stands at a place
	 */
	standsAt( text, at ) {
		return ( this._beginning.get( text[ at ] ) || [] )
			.some( ( index ) => text.startsWith( this.words[ index ], at ) );
	}
}

module.exports = { Cuts: Cuts };

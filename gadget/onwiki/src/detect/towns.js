'use strict';

/** Towns that a language's readers know, where its script has no capitals to tell a name by. bot/detect/towns.py. */

const cues = require( './cues.js' );
const text = require( './text.js' );

const LEAST = 2; // letters of a town's name

class Towns {
	/**
	 * @param {string[]} names One language's list; without any every place counts as known
	 * @param {string[]} nouns Words that end a place's name
	 */
	constructor( names, nouns ) {
		this._names = new Set( names.map( cues.fold ).filter( ( name ) => name.length >= LEAST ) );
		this._nouns = nouns;
		this._longest = 0;
		this._names.forEach( ( name ) => {
			this._longest = Math.max( this._longest, name.length );
		} );
	}

	/**
	 * @param {string} folded
	 * @param {number} at
	 * @return {number} How long the longest town's name is that stands there; 0 where none does
	 */
	lengthAt( folded, at ) {
		if ( at >= folded.length || !this._names.size ) {
			return 0;
		}
		const joined = cues.unspaced( folded[ at ] ) || ( folded[ at ] >= '\uac00' && folded[ at ] <= '\ud7a3' );
		for ( let length = Math.min( folded.length - at, this._longest ); length >= LEAST; length-- ) {
			const end = at + length;
			const whole = joined || end === folded.length || !text.isAlpha( folded, end );
			if ( whole && this._names.has( folded.slice( at, end ) ) ) {
				return length;
			}
		}
		return 0;
	}

	/**
	 * @param {string} place Folded
	 * @return {boolean} Whether it begins with a town's name, or has a word for a town, a ward or a village at an end
	 */
	knows( place ) {
		if ( !this._names.size || this.lengthAt( place, 0 ) ) {
			return true;
		}
		const words = place.replace( /の/g, ' ' ).split( /\s+/ );
		return words.some( ( word ) => this._nouns.some( ( noun ) => endsWith( word, noun ) ) );
	}
}

/**
 * @param {string} word
 * @param {string} noun
 * @return {boolean}
 */
function endsWith( word, noun ) {
	return word.length > noun.length && ( word.slice( -noun.length ) === noun ||
		( noun.length > 1 && word.slice( 0, noun.length ) === noun ) );
}

module.exports = { Towns: Towns };

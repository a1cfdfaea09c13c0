'use strict';

/**
 * The small language in which phrases are written, `(I|we) live … in {place}`, for those that a community adds on its
 * wiki; the packaged ones come compiled. bot/detect/cues.py, step by step: what the two make of a phrase is compared.
 */

const cues = require( './cues.js' );
const narrow = require( './narrow.js' );

const SLOTS = [
	'age', 'date', 'fullname', 'handle', 'name', 'number', 'org', 'place', 'school', 'secret', 'street'
];
const MOST_READINGS = 4096;
const TOKEN = /\{([a-z]*)\}|[()|<>^*…#]| +|[^(){}|<>^*…# ]+|[{}]/g;
/** @type {Record<string, string>} */
const SINGLE = { '^': 'start', '*': 'stem', '…': 'gap', '#': 'num' };

/**
 * A part of a phrase: lit and slot have their text, alt its choices, mark what is inside.
 *
 * @typedef {{kind: string, text: string, choices: any[][]}} Part
 */

/**
 * @param {string} kind
 * @param {string} [written]
 * @param {Part[][]} [choices]
 * @return {Part}
 */
function part( kind, written, choices ) {
	return { kind: kind, text: written || '', choices: choices || [] };
}

/** Takes a phrase apart. */
class Parser {
	/**
	 * @param {string} phrase
	 */
	constructor( phrase ) {
		this.tokens = cues.visible( phrase ).match( TOKEN ) || [];
		this.at = 0;
	}

	/**
	 * @return {Part[]}
	 * @throws {Error} Where it is not well formed
	 */
	whole() {
		const parts = this._sequence( '' );
		if ( this.at < this.tokens.length ) {
			throw new Error( "there is a '" + this.tokens[ this.at ] + "' too many; take it out or open it first" );
		}
		return parts;
	}

	/**
	 * @param {string} until
	 * @return {Part[]}
	 */
	_sequence( until ) {
		/** @type {Part[]} */
		const parts = [];
		while ( this.at < this.tokens.length ) {
			const piece = this.tokens[ this.at ];
			if ( piece === ')' || piece === '|' || piece === '>' ) {
				return parts;
			}
			this.at++;
			parts.push( this._part( piece ) );
		}
		if ( until === ')' ) {
			throw new Error( "a '(' is never closed; add ')'" );
		}
		return parts;
	}

	/**
	 * @param {string} piece
	 * @return {Part}
	 */
	_part( piece ) {
		if ( piece === '(' ) {
			return part( 'alt', '', this._choices() );
		}
		if ( piece === '<' ) {
			const inner = this._sequence( '>' );
			if ( this.tokens[ this.at ] !== '>' ) {
				throw new Error( "a '<' is never closed; add '>'" );
			}
			this.at++;
			return part( 'mark', '', [ inner ] );
		}
		if ( piece[ 0 ] === '{' && piece.length > 1 ) {
			const slot = piece.slice( 1, -1 );
			if ( SLOTS.indexOf( slot ) < 0 ) {
				throw new Error( 'no slot is called ' + piece + '; use one of ' + SLOTS.join( ', ' ) );
			}
			return part( 'slot', slot );
		}
		if ( piece === '{' || piece === '}' ) {
			throw new Error( "a lone '{' or '}'; a slot is written {place}" );
		}
		return SINGLE[ piece ] ? part( SINGLE[ piece ] ) :
			part( 'lit', piece.trim() ? cues.fold( narrow.narrow( piece ) ) : ' ' );
	}

	/** @return {Part[][]} */
	_choices() {
		/** @type {Part[][]} */
		const choices = [];
		for ( ;; ) {
			choices.push( this._sequence( ')' ) );
			const piece = this.tokens[ this.at ];
			if ( piece === undefined || piece === '>' ) {
				throw new Error( "a '(' is never closed; add ')'" );
			}
			this.at++;
			if ( piece === ')' ) {
				return choices;
			}
		}
	}
}

/**
 * @param {string[]} list
 * @return {string[]} Each once
 */
function unique( list ) {
	return list.filter( ( each, i ) => list.indexOf( each ) === i );
}

/**
 * @param {Part[]} parts
 * @param {number} limit
 * @return {string[]} Every literal that a sequence without gap, slot or number stands for
 * @throws {Error} Past the limit, and where there is more than words in it
 */
function expand( parts, limit ) {
	let out = [ '' ];
	for ( const each of parts ) {
		/** @type {string[]} */
		let readings = [];
		if ( each.kind === 'lit' ) {
			readings = [ each.text ];
		} else if ( each.kind === 'alt' ) {
			for ( const choice of each.choices ) {
				readings = readings.concat( expand( choice, MOST_READINGS ) );
			}
		} else {
			throw new Error( 'only words and (alternatives) may stand here, and * at a word\'s end' );
		}
		if ( out.length * readings.length > limit ) {
			throw new Error( 'stands for more than ' + limit + ' phrases; split it' );
		}
		/** @type {string[]} */
		const longer = [];
		for ( const before of out ) {
			for ( const reading of readings ) {
				longer.push( before + reading );
			}
		}
		out = longer;
	}
	return unique( out );
}

module.exports = { Parser: Parser, expand: expand, part: part, unique: unique };

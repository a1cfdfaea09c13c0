'use strict';

/**
 * Many literals looked for together in one pass (Aho and Corasick, 1975). Every occurrence is reported, also
 * those that overlap: in the order of their ends, of one end the longest first.
 */

const NONE = -1;

class Automaton {
	/**
	 * @param {string[]} literals Of one character at least; the same literal may occur twice
	 */
	constructor( literals ) {
		let size = 1;
		for ( const literal of literals ) {
			size += literal.length;
		}
		this.lengths = literals.map( ( literal ) => literal.length );
		let slots = 1024;
		while ( slots < size * 2 ) {
			slots *= 2;
		}
		this.mask = slots - 1;
		// Edges, hashed by node and character.
		this.edgeNode = new Int32Array( slots ).fill( NONE );
		this.edgeChar = new Uint16Array( slots );
		this.edgeTo = new Int32Array( slots );
		this.root = new Int32Array( 65536 );
		this.fail = new Int32Array( size );
		this.first = new Int32Array( size ).fill( NONE ); // node -> a literal that ends there
		this.same = new Int32Array( literals.length ).fill( NONE ); // literal -> the next one with the same text
		this.shorter = new Int32Array( size ); // node -> the nearest node of its failures at which a literal ends
		this.nodes = 1;
		this._fill( literals );
	}

	/**
	 * @param {string[]} literals
	 */
	_fill( literals ) {
		/** @type {number[]} */
		const parents = [ 0 ];
		/** @type {number[]} */
		const chars = [ 0 ];
		/** @type {number[][]} */
		const levels = [];
		literals.forEach( ( literal, index ) => {
			let node = 0;
			for ( let i = 0; i < literal.length; i++ ) {
				const char = literal.charCodeAt( i );
				let next = this._step( node, char );
				if ( next === 0 ) {
					next = this.nodes++;
					this._join( node, char, next );
					parents.push( node );
					chars.push( char );
					if ( levels.length <= i ) {
						levels.push( [] );
					}
					levels[ i ].push( next );
				}
				node = next;
			}
			let last = this.first[ node ];
			if ( last === NONE ) {
				this.first[ node ] = index;
				return;
			}
			while ( this.same[ last ] !== NONE ) {
				last = this.same[ last ];
			}
			this.same[ last ] = index;
		} );
		for ( let depth = 1; depth < levels.length; depth++ ) {
			for ( const node of levels[ depth ] ) {
				const char = chars[ node ];
				let back = this.fail[ parents[ node ] ];
				let to = this._step( back, char );
				while ( to === 0 && back !== 0 ) {
					back = this.fail[ back ];
					to = this._step( back, char );
				}
				this.fail[ node ] = to;
				this.shorter[ node ] = this.first[ to ] === NONE ? this.shorter[ to ] : to;
			}
		}
	}

	/**
	 * @param {number} node
	 * @param {number} char
	 * @return {number} Where it leads; 0 where nowhere
	 */
	_step( node, char ) {
		if ( node === 0 ) {
			return this.root[ char ];
		}
		let slot = ( Math.imul( node, 0x9e3779b1 ) ^ Math.imul( char, 0x85ebca6b ) ) >>> 7 & this.mask;
		for ( ;; ) {
			const known = this.edgeNode[ slot ];
			if ( known === NONE ) {
				return 0;
			}
			if ( known === node && this.edgeChar[ slot ] === char ) {
				return this.edgeTo[ slot ];
			}
			slot = slot + 1 & this.mask;
		}
	}

	/**
	 * @param {number} node
	 * @param {number} char
	 * @param {number} to
	 */
	_join( node, char, to ) {
		if ( node === 0 ) {
			this.root[ char ] = to;
			return;
		}
		let slot = ( Math.imul( node, 0x9e3779b1 ) ^ Math.imul( char, 0x85ebca6b ) ) >>> 7 & this.mask;
		while ( this.edgeNode[ slot ] !== NONE ) {
			slot = slot + 1 & this.mask;
		}
		this.edgeNode[ slot ] = node;
		this.edgeChar[ slot ] = char;
		this.edgeTo[ slot ] = to;
	}

	/**
	 * @param {string} text
	 * @param {number} from
	 * @param {number} to
	 * @param {(index: number, start: number, end: number) => void} found Called for each literal in [from, to)
	 */
	scan( text, from, to, found ) {
		const root = this.root;
		let node = 0;
		for ( let i = from; i < to; i++ ) {
			const char = text.charCodeAt( i );
			let next = node === 0 ? root[ char ] : this._step( node, char );
			while ( next === 0 && node !== 0 ) {
				node = this.fail[ node ];
				next = node === 0 ? root[ char ] : this._step( node, char );
			}
			node = next;
			let at = this.first[ node ] === NONE ? this.shorter[ node ] : node;
			while ( at !== 0 ) {
				for ( let index = this.first[ at ]; index !== NONE; index = this.same[ index ] ) {
					found( index, i + 1 - this.lengths[ index ], i + 1 );
				}
				at = this.shorter[ at ];
			}
		}
	}
}

module.exports = { Automaton: Automaton };

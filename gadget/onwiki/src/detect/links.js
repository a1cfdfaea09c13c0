'use strict';

/** The structure pass where markup holds a page's name or an address: links, pictures, external links. */

const blocks = require( './blocks.js' );
const regions = require( './regions.js' );
const tags = require( './tags.js' );

/** @typedef {import('./regions.js').Frame} Frame */

/** Reads links and pictures. */
class Links extends tags.Tags {
	/**
	 * Open markup that may hold other markup; too deep, and it is text.
	 *
	 * @param {string} sort
	 * @param {number} start
	 * @param {number} end
	 */
	_open( sort, start, end ) {
		if ( this.stack.length >= blocks.MAX_DEPTH ) {
			return;
		}
		this._take( start );
		this.stack.push( new regions.Frame( sort, start, this._frame(), this.pieces, this.kind ) );
		this.pieces = [];
		this.pos = end;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_openLink( start, end ) {
		this._open( 'link', start, end );
	}

	/**
	 * @param {Frame} frame
	 * @param {number} at
	 */
	_linkPart( frame, at ) {
		if ( !frame.named ) {
			frame.named = true;
			frame.name = this.text.slice( frame.start + 2, at );
			if ( this.words.isFile( frame.name ) ) {
				frame.file = this.layout.file( this.text, frame.start + 2, at, this._frame(), this.marks );
			}
			this.pieces = [];
		} else if ( frame.file !== null ) {
			this._caption( frame );
		} else {
			this.pieces.push( [ at, at + 1, '|' ] );
		}
	}

	/**
	 * @param {Frame} frame
	 */
	_caption( frame ) {
		const pieces = this.pieces;
		this.pieces = [];
		const outer = this._frame();
		const marks = this.marks | ( outer ? outer.marks : 0 );
		if ( pieces.length ) {
			this.layout.add( pieces, 'caption', '', outer, marks, frame.file );
		}
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_closeLink( start, end ) {
		const frame = this._top();
		if ( frame === null || frame.sort !== 'link' ) {
			return;
		}
		this._take( start );
		if ( !frame.named ) {
			frame.name = this.text.slice( frame.start + 2, start );
			if ( this.words.isFile( frame.name ) ) {
				frame.file = this.layout.file( this.text, frame.start + 2, start, this._frame(), this.marks );
				this.pieces = [];
			}
		} else if ( frame.file !== null ) {
			this._caption( frame );
		}
		this.stack.pop();
		const inner = this.pieces;
		this.pieces = frame.outer;
		this.kind = frame.kind;
		this.pos = end;
		if ( frame.file !== null ) {
			return;
		}
		if ( this.words.isHidden( frame.name ) ) {
			const outer = this._frame();
			if ( !( ( this.marks | ( outer ? outer.marks : 0 ) ) & regions.Mark.FOREIGN ) ) {
				this.layout.categories.push( { start: frame.start, end: end, target: frame.name } );
			}
			return;
		}
		this.layout.links.push( { start: frame.start, end: end, target: frame.name } );
		for ( const piece of inner ) {
			this.pieces.push( piece );
		}
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_openExternal( start, end ) {
		this._take( start );
		this.external++;
		this.pos = end;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_closeExternal( start, end ) {
		if ( this.external ) {
			this._take( start );
			this.external--;
			this.pos = end;
		}
	}
}

module.exports = { Links: Links };

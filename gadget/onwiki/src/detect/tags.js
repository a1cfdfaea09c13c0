'use strict';

/**
 * Tags, comments and what stands raw between tags: the part of the structure pass for everything in angle brackets.
 * bot/detect/tags.py.
 */

const blocks = require( './blocks.js' );
const patterns = require( './patterns.js' );
const regions = require( './regions.js' );
const text = require( './text.js' );

/** @typedef {import('./regions.js').Piece} Piece */

const Mark = regions.Mark;
const MAX_DEPTH = blocks.MAX_DEPTH;
const TAG_NAME = /^<\/?([a-zA-Z]+)/;
const RAW = new Set( [
	'nowiki', 'pre', 'source', 'syntaxhighlight', 'math', 'score', 'templatedata', 'gallery', 'code', 'tt'
] );
const BREAKS = new Set( [
	'br', 'p', 'div', 'li', 'ul', 'ol', 'dl', 'dd', 'dt', 'tr', 'table', 'hr', 'center', 'td', 'th'
] );
// What <nowiki> hides from machines; more is a sample.
const DISGUISED = new patterns.Pattern( '(?:(?!\\{\\{|\\[\\[)[^\\n<]){0,60}<' );
const MARKED = new Map( [
	[ 'ref', Mark.REF ], [ 'blockquote', Mark.QUOTE ], [ 'q', Mark.QUOTE ], [ 'poem', Mark.QUOTE ], [ 'cite', Mark.REF ]
] );

/** Reads what stands in angle brackets. */
class Tags extends blocks.Blocks {
	/**
	 * Each needle is looked for once per stretch.
	 *
	 * @param {string} needle
	 * @param {number} at
	 * @return {number} Where it next occurs at or after `at`, -1 if nowhere
	 */
	_closer( needle, at ) {
		let known = this.closers.get( needle );
		if ( known === undefined || ( known >= 0 && known < at ) ) {
			known = this.text.indexOf( needle, at );
			this.closers.set( needle, known );
		}
		return known;
	}

	/**
	 * @param {string} tag
	 * @param {number} start
	 * @param {number} end
	 */
	_tag( tag, start, end ) {
		if ( tag === '<!--' ) {
			this._comment( start, end );
			return;
		}
		const found = TAG_NAME.exec( tag );
		const name = found ? found[ 1 ].toLowerCase() : '';
		const closing = tag[ 1 ] === '/';
		const alone = tag.slice( -2 ) === '/>';
		this._take( start );
		this.pos = end;
		if ( RAW.has( name ) && !closing && !alone ) {
			this._raw( name, end );
		} else if ( MARKED.has( name ) && !alone ) {
			this._marked( name, closing );
		} else if ( BREAKS.has( name ) ) {
			const row = this.row;
			const kind = this.kind;
			const isCell = name === 'td' || name === 'th';
			if ( isCell && closing ) {
				this._cell();
				return;
			}
			const top = this._top();
			if ( top !== null && top.sort === 'link' ) {
				this.pieces.push( [ start, end, ' ' ] );
				return;
			}
			this._flush();
			this.kind = isCell ? 'cell' : kind;
			this.row = name === 'tr' || name === 'table' ? '' : row;
		}
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_comment( start, end ) {
		this._take( start );
		let stop = this._closer( '-->', end );
		stop = stop < 0 ? this.text.length : stop;
		const outer = this._frame();
		const marks = this.marks | Mark.COMMENT | ( outer ? outer.marks : 0 );
		let term = '';
		for ( const each of this._lines( end, stop ) ) {
			const line = each.line;
			let label = '';
			if ( line[ 0 ] === ':' ) {
				label = term;
				term = '';
			} else {
				term = line[ 0 ] === ';' ? line.slice( 1 ).trim() : '';
			}
			this.layout.add( [ [ each.at, each.at + line.length, line ] ], 'comment', label, outer, marks, null );
		}
		this.pos = Math.min( stop + 3, this.text.length );
	}

	/**
	 * @param {string} name
	 * @param {number} at
	 */
	_raw( name, at ) {
		const stop = this._closer( '</' + name, at );
		if ( stop < 0 ) {
			return;
		}
		const close = this.text.indexOf( '>', stop );
		if ( name === 'nowiki' && DISGUISED.match( this.text, at ) ) {
			this.pos = at;
			this._take( stop );
		} else if ( name === 'gallery' ) {
			this._gallery( at, stop );
		} else {
			const marks = this.marks | Mark.CODE;
			for ( const each of this._lines( at, stop ) ) {
				/** @type {Piece} */
				const piece = [ each.at, each.at + each.line.length, each.line ];
				this.layout.add( [ piece ], 'code', '', this._frame(), marks, null );
			}
			this.pieces.push( [ stop, stop, ' ' ] );
		}
		this.pos = close < 0 ? this.text.length : close + 1;
	}

	/**
	 * @param {number} at
	 * @param {number} stop
	 */
	_gallery( at, stop ) {
		for ( const each of this._lines( at, stop ) ) {
			const parts = text.partition( each.line, '|' );
			const name = parts[ 0 ];
			const caption = parts[ 2 ];
			if ( !name.trim() ) {
				continue;
			}
			const use = this.layout.file(
				this.text, each.at, each.at + name.length, this._frame(), this.marks
			);
			const begin = each.at + name.length + 1;
			if ( caption.trim() ) {
				/** @type {Piece} */
				const piece = [ begin, begin + caption.length, caption ];
				this.layout.add( [ piece ], 'caption', '', this._frame(), this.marks, use );
			}
		}
	}

	/**
	 * @param {string} name
	 * @param {boolean} closing
	 */
	_marked( name, closing ) {
		if ( !closing && this._closer( '</' + name, this.pos ) < 0 ) {
			return;
		}
		if ( closing && this.openMarks.indexOf( name ) < 0 ) {
			return;
		}
		const top = this._top();
		if ( top !== null && top.sort === 'link' ) {
			return;
		}
		// An article's line goes on behind its reference.
		const subject = this.subject && MARKED.get( name ) === regions.Mark.REF;
		if ( closing ) {
			this._flush();
			while ( this.openMarks.length && this.openMarks.pop() !== name ) {
				// those inside it end with it
			}
		} else if ( this.openMarks.length < MAX_DEPTH ) {
			this._flush();
			this.openMarks.push( name );
		}
		this.subject = subject;
		this.marks = this.openMarks.reduce( ( marks, each ) => marks | ( MARKED.get( each ) || 0 ), 0 );
	}
}

module.exports = { Tags: Tags };

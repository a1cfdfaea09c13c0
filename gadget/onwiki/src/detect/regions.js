'use strict';

/**
 * What the structure pass hands on: blocks of visible text, templates, files, links, with a way back to the
 * page. bot/detect/regions.py.
 */

const text = require( './text.js' );

/** Where a block stands: what it is inside of (bits). */
const Mark = {
	REF: 1,
	QUOTE: 2,
	CODE: 4,
	COMMENT: 8,
	OWNER_BOX: 16,
	PERSON: 32,
	USERBOX: 64,
	CITE: 128,
	PAID: 256,
	BLOCKED: 512,
	DRAFT: 1024,
	BIOGRAPHY: 2048,
	FOREIGN: 1 | 2 | 4 | 32 | 128 | 256 | 512 | 1024
};

/**
 * A template's class -> the mark that it puts on everything inside it.
 *
 * @type {Record<string, number>}
 */
const TEMPLATE_MARKS = {
	infobox: Mark.OWNER_BOX,
	person: Mark.PERSON,
	userbox: Mark.USERBOX,
	quote: Mark.QUOTE,
	cite: Mark.CITE,
	paid: Mark.PAID,
	block: Mark.BLOCKED,
	draft: Mark.DRAFT
};

/**
 * What a block is: prose, item, term, cell, heading, argument, caption, comment or code.
 *
 * @typedef {string} Kind
 */

/**
 * From, to (in the wikitext), and what a reader sees of it.
 *
 * @typedef {[number, number, string]} Piece
 */

/** A template, link or table while it is open, and a template afterwards. */
class Frame {
	/**
	 * @param {string} sort
	 * @param {number} start
	 * @param {Frame|null} parent
	 * @param {Piece[]} outer
	 * @param {Kind} kind
	 */
	constructor( sort, start, parent, outer, kind ) {
		this.sort = sort;
		this.start = start;
		this.parent = parent;
		this.outer = outer;
		this.kind = kind;
		this.end = start;
		this.name = '';
		this.sortOf = '';
		this.named = false;
		this.labelled = true;
		this.label = '';
		this.count = 0;
		this.marks = 0;
		/** @type {Block[]} */
		this.blocks = [];
		/** @type {FileUse|null} */
		this.file = null;
	}
}

/** A picture shown: where its name stands in the wikitext, what it stands in. */
class FileUse {
	/**
	 * @param {number} start
	 * @param {number} end
	 * @param {string} name
	 * @param {Frame|null} frame
	 * @param {number} marks
	 * @param {number} section
	 */
	constructor( start, end, name, frame, marks, section ) {
		this.start = start;
		this.end = end;
		this.name = name;
		this.frame = frame;
		this.marks = marks;
		this.section = section;
		/** @type {Block[]} */
		this.captions = [];
	}
}

/** A line of visible text: [start, end) in the layout's text; label of the argument, cell or term it belongs to. */
class Block {
	/**
	 * @param {number} start
	 * @param {number} end
	 * @param {Kind} kind
	 * @param {string} label
	 * @param {Frame|null} frame
	 * @param {number} marks
	 * @param {number} section
	 * @param {number} index Its number among the blocks
	 * @param {number} at Where it begins in the wikitext
	 */
	constructor( start, end, kind, label, frame, marks, section, index, at ) {
		this.start = start;
		this.end = end;
		this.kind = kind;
		this.label = label;
		this.frame = frame;
		this.marks = marks;
		this.section = section;
		this.index = index;
		this.at = at;
	}
}

/**
 * @param {number[]} sorted
 * @param {number} value
 * @return {number} How many are not above the value
 */
function bisectRight( sorted, value ) {
	let low = 0;
	let high = sorted.length;
	while ( low < high ) {
		const middle = ( low + high ) >> 1;
		if ( value < sorted[ middle ] ) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return low;
}

/** The page as read: `text` is what a reader sees, blocks apart by line ends; `span` maps back. */
class Layout {
	constructor() {
		this.text = '';
		/** @type {Block[]} */
		this.blocks = [];
		/** @type {Frame[]} */
		this.templates = [];
		/** @type {FileUse[]} */
		this.files = [];
		/** @type {Array<{start: number, end: number, target: string}>} */
		this.links = [];
		/**
		 * What the page is filed under; nothing of it is seen in the text
		 *
		 * @type {Array<{start: number, end: number, target: string}>}
		 */
		this.categories = [];
		/** @type {Array<{at: number, title: string}>} Where a section begins in the wikitext, its heading */
		this.sections = [ { at: 0, title: '' } ];
		/** @type {string[]} */
		this._parts = [];
		this._length = 0;
		/** @type {number[]} Per piece: where it begins in `text` */
		this._from = [];
		/**
		 * Per piece: its span in the wikitext, letter by letter or not, only marks or not
		 *
		 * @type {Array<[number, number, boolean, boolean]>}
		 */
		this._to = [];
		/** @type {number[]} */
		this._starts = [];
		/** @type {Block[]|null} */
		this._order = null;
		/** @type {number[]} */
		this._begins = [];
	}

	/**
	 * @param {Piece[]} pieces
	 * @param {Kind} kind
	 * @param {string} label
	 * @param {Frame|null} frame
	 * @param {number} marks
	 * @param {FileUse|null} file
	 * @return {Block|null} The block appended; null where there is nothing to see in it
	 */
	add( pieces, kind, label, frame, marks, file ) {
		const shown = pieces.length === 1 ? pieces[ 0 ][ 2 ] : pieces.map( ( piece ) => piece[ 2 ] ).join( '' );
		if ( !/\S/.test( shown ) ) {
			return null;
		}
		let at = this._length;
		const block = new Block(
			at, at + shown.length, kind, label, frame, marks, this.sections.length - 1, this.blocks.length,
			pieces[ 0 ][ 0 ]
		);
		for ( const piece of pieces ) {
			this._from.push( at );
			this._to.push( [
				piece[ 0 ], piece[ 1 ], piece[ 1 ] - piece[ 0 ] === piece[ 2 ].length, piece[ 2 ] === ''
			] );
			at += piece[ 2 ].length;
		}
		this._parts.push( shown );
		this._length = at + 1;
		this.blocks.push( block );
		if ( file !== null ) {
			file.captions.push( block );
		}
		return block;
	}

	/**
	 * @param {Block} block
	 * @return {string} Its text, also while the pass still runs
	 */
	textOf( block ) {
		return this._parts[ block.index ].trim();
	}

	/**
	 * Begin a section.
	 *
	 * @param {number} at
	 * @param {string} title
	 */
	heading( at, title ) {
		this.sections.push( { at: at, title: title } );
	}

	/**
	 * Note a picture whose target stands at [start, end), with or without its namespace.
	 *
	 * @param {string} page
	 * @param {number} start
	 * @param {number} end
	 * @param {Frame|null} frame
	 * @param {number} marks
	 * @return {FileUse}
	 */
	file( page, start, end, frame, marks ) {
		let name = page.slice( start, end );
		const parts = text.partition( name, ':' );
		if ( parts[ 1 ] && parts[ 2 ].indexOf( '.' ) >= 0 && parts[ 0 ].indexOf( '.' ) < 0 ) {
			start += parts[ 0 ].length + 1;
			name = parts[ 2 ];
		}
		const stripped = name.trim();
		start += name.length - name.replace( /^\s+/, '' ).length;
		const use = new FileUse(
			start, start + stripped.length, stripped, frame, marks | ( frame ? frame.marks : 0 ),
			this.sections.length - 1
		);
		this.files.push( use );
		return use;
	}

	/**
	 * Close the layout: join the text.
	 *
	 * @return {Layout}
	 */
	finish() {
		this.text = this._parts.join( '\n' );
		this._starts = this.blocks.map( ( block ) => block.start );
		return this;
	}

	/**
	 * @param {number} position
	 * @return {Block} The block that holds a position of the visible text
	 */
	blockAt( position ) {
		return this.blocks[ Math.max( 0, bisectRight( this._starts, position ) - 1 ) ];
	}

	/**
	 * @param {number} at
	 * @return {number} The block that holds a position of the wikitext, or the nearest before it; -1 where none
	 */
	indexOf( at ) {
		if ( this._order === null ) {
			this._order = this.blocks.slice().sort( ( a, b ) => a.at - b.at || a.index - b.index );
			this._begins = this._order.map( ( block ) => block.at );
		}
		const found = bisectRight( this._begins, at + 120 );
		for ( let i = Math.max( 0, found - 6 ); i < found; i++ ) {
			const block = this._order[ i ];
			if ( block.at - 120 <= at && this.span( block.start, block.end )[ 1 ] >= at ) {
				return block.index;
			}
		}
		return -1;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 * @return {[number, number]} Where [start, end) of the visible text stands in the wikitext
	 */
	span( start, end ) {
		const first = bisectRight( this._from, start ) - 1;
		const begin = this._to[ first ];
		const left = begin[ 2 ] ? begin[ 0 ] + start - this._from[ first ] : begin[ 0 ];
		const last = bisectRight( this._from, end - 1 ) - 1;
		const stop = this._to[ last ];
		const right = stop[ 2 ] ? stop[ 0 ] + end - this._from[ last ] : stop[ 1 ];
		const next = this._to[ last + 1 ]; // the marks of the last letter
		const isMark = next !== undefined && next[ 0 ] === right && next[ 3 ];
		return [ left, Math.max( left, isMark ? next[ 1 ] : right ) ];
	}
}

module.exports = {
	Block: Block, FileUse: FileUse, Frame: Frame, Layout: Layout, Mark: Mark, TEMPLATE_MARKS: TEMPLATE_MARKS,
	bisectRight: bisectRight
};

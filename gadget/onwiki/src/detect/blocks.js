'use strict';

/**
 * Pieces, lines and blocks: the part of the structure pass that cuts a page into lines of visible text.
 * bot/detect/blocks.py.
 */

const patterns = require( './patterns.js' );
const regions = require( './regions.js' );
const text = require( './text.js' );

/**
 * @typedef {import('./regions.js').Block} Block
 * @typedef {import('./regions.js').FileUse} FileUse
 * @typedef {import('./regions.js').Piece} Piece
 */

const Frame = regions.Frame;
const Pattern = patterns.Pattern;

const MOST_LINES = 25000; // of visible text; a page that holds more was not written by a person
const MAX_DEPTH = 40; // MediaWiki expands no template deeper; what is nested further is read as text
const ARGUMENT = new Pattern( '\\s*([^=\\[\\]{}<>:/\\n]{1,60}?)\\s*=' );
const SUBJECT = new Pattern(
	"'''[^'\\n:：a-z][^'\\n:：]{0,58}[^'\\n:：.?!;\u037e…。？！؟।۔]'''(?=[ ,(（はがは၊，、]|는|은|이)[^\\n:：=]{0,12}[^\\n:：=|!]"
);
// An article's first line without bold type: Name (14 May 1962 – …)
const LIVED = new Pattern(
	'[^\\n(（:：|*#;{\\[<]{2,60}[(（][^\\n)）]{0,30}[0-9]{4}[^\\n)）0-9]{0,14}[^\\n)）]{0,12}[–—-][^\\n)）]{0,40}[)）]'
);
const LINE = new Pattern( '[*#:;]*[ \\t]*' );

/**
 * What the pass asks about names: bot/detect/naming.py.
 *
 * @typedef {Object} Words
 * @property {(name: string) => string} classify A template's class
 * @property {Map<string, string>} inline Templates that stand for a text
 * @property {Set<string>} wraps Templates that only dress their last argument
 * @property {(target: string) => boolean} isFile
 * @property {(target: string) => boolean} isHidden
 */

/** The state of one pass, and how it moves from line to line. */
class Blocks {
	/**
	 * @param {string} page
	 * @param {Words} words
	 */
	constructor( page, words ) {
		this.text = page;
		this.words = words;
		this.layout = new regions.Layout();
		/** @type {Piece[]} Of the block being read */
		this.pieces = [];
		/** @type {InstanceType<typeof Frame>[]} */
		this.stack = [];
		this.kind = 'prose';
		this.marks = 0;
		/** @type {string[]} */
		this.openMarks = [];
		/** @type {Map<string, number>} */
		this.closers = new Map();
		this.external = 0;
		this.term = '';
		this.row = '';
		this.pos = 0;
		this.subject = false; // the line begins like an article: '''Name''' (… and so on
	}

	/** @return {InstanceType<typeof Frame>|null} The innermost open markup */
	_top() {
		return this.stack.length ? this.stack[ this.stack.length - 1 ] : null;
	}

	/**
	 * @param {number} upto
	 */
	_take( upto ) {
		if ( upto > this.pos ) {
			this.pieces.push( [ this.pos, upto, this.text.slice( this.pos, upto ) ] );
			this.pos = upto;
		}
	}

	/**
	 * @param {string} [label]
	 * @return {Block|null}
	 */
	_flush( label ) {
		const pieces = this.pieces;
		this.pieces = [];
		const frame = this._frame();
		let kind = this.kind;
		let marks = this.marks;
		let name = label || '';
		if ( frame !== null ) {
			marks |= frame.marks;
			kind = 'argument';
			if ( pieces.length && !frame.labelled ) {
				frame.labelled = true;
				let last = 0;
				let shown = pieces[ 0 ][ 2 ];
				while ( pieces.length > last + 2 && !pieces[ last + 1 ][ 2 ] ) { // a name with marks that are not seen
					last += 2;
					shown += pieces[ last ][ 2 ];
				}
				const found = ARGUMENT.match( shown );
				if ( found ) {
					const end = pieces[ last ][ 1 ];
					const start = end - shown.length + found.end;
					frame.label = found.groups[ 1 ].trim();
					pieces.splice( 0, last + 1, [ start, end, this.text.slice( start, end ) ] );
				} else {
					frame.count++;
					frame.label = String( frame.count );
				}
			}
			name = frame.label;
		}
		if ( this.subject && ( kind === 'prose' || kind === 'item' ) ) {
			marks |= regions.Mark.BIOGRAPHY;
		}
		this.subject = false;
		const block = pieces.length ? this.layout.add( pieces, kind, name, frame, marks, null ) : null;
		if ( block !== null && frame !== null ) {
			frame.label = '';
			frame.blocks.push( block );
		}
		return block;
	}

	/** @return {InstanceType<typeof Frame>|null} The innermost open template */
	_frame() {
		for ( let i = this.stack.length - 1; i >= 0; i-- ) {
			if ( this.stack[ i ].sort === 'template' ) {
				return this.stack[ i ];
			}
		}
		return null;
	}

	// -- lines

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_newline( start, end ) {
		this._take( start );
		let top = this._top();
		while ( top !== null && top.sort === 'link' ) {
			this._abandon();
			top = this._top();
		}
		if ( top !== null && top.sort === 'template' && !top.named ) {
			this.pieces.push( [ start, end, ' ' ] );
			this.pos = end;
			return;
		}
		this._endLine();
		this.pos = end;
		this._line( end );
	}

	_endLine() {
		const top = this._top();
		if ( top !== null && top.sort === 'table' ) {
			this._cell();
			return;
		}
		if ( this.kind === 'term' ) {
			const block = this._flush();
			this.term = block ? this.layout.textOf( block ) : '';
			return;
		}
		let label = '';
		if ( this.kind === 'item' && this.term ) {
			label = this.term;
			this.term = '';
		}
		this._flush( label );
	}

	/**
	 * @param {number} at Where a line begins
	 */
	_line( at ) {
		const page = this.text;
		const char = page.charAt( at );
		const frame = this._top();
		const top = frame ? frame.sort : '';
		this.kind = top === 'table' ? 'cell' : 'prose';
		if ( char === '' ) {
			return;
		}
		if ( '*#:;'.indexOf( char ) >= 0 ) {
			this.pos = endOfMarks( page, at );
			this.kind = char === ';' ? 'term' : 'item';
			if ( this.kind === 'term' ) {
				this.term = '';
			}
		} else if ( char === '=' && top !== 'template' ) {
			this._heading( at );
		} else if ( char === '{' && page.slice( at, at + 2 ) === '{|' && this.stack.length < MAX_DEPTH ) {
			this.stack.push( new Frame( 'table', at, this._frame(), this.pieces, this.kind ) );
			this.pieces = [];
			this.row = '';
			this._skipLine( at );
		} else if ( frame !== null && top === 'table' && ( char === '|' || char === '!' ) ) {
			const two = page.slice( at, at + 2 );
			if ( two === '|}' ) {
				this.stack.pop();
				this.pieces = frame.outer;
				this.kind = frame.kind;
				this.pos = at + 2;
			} else if ( ( two === '|-' || two === '|+' ) && !text.isDigit( page, at + 2 ) ) { // not |+44 …
				this.row = '';
				this._skipLine( at );
			} else {
				this.pos = at + 1;
			}
		} else if ( char === "'" && top !== 'template' ) {
			this.subject = SUBJECT.match( page, at ) !== null;
		} else if ( !top && text.isAlpha( char ) ) {
			this.subject = LIVED.match( page, at ) !== null;
		} else if ( char === ' ' || char === '\t' ) {
			this.pos = endOfMarks( page, at );
		}
	}

	/**
	 * @param {number} at Where a line begins with =
	 */
	_heading( at ) {
		let stop = this.text.indexOf( '\n', at );
		stop = stop < 0 ? this.text.length : stop;
		const line = this.text.slice( at, stop ).replace( /\s+$/, '' );
		if ( line.length > 2 && line[ line.length - 1 ] === '=' ) {
			const level = line.length - text.lstrip( line, '=' ).length;
			this.layout.heading( at + level, text.strip( line, '= ' ) );
			this.pos = at + level;
			this.kind = 'heading';
		}
	}

	/**
	 * @param {number} at
	 */
	_skipLine( at ) {
		const stop = this.text.indexOf( '\n', at );
		this.pos = stop < 0 ? this.text.length : stop;
	}

	/**
	 * @param {number} start
	 * @param {number} stop
	 * @return {Array<{at: number, line: string}>} The lines of a stretch that hold anything, and where each starts
	 */
	_lines( start, stop ) {
		/** @type {Array<{at: number, line: string}>} */
		const out = [];
		const room = Math.max( 1, MOST_LINES - this.layout.blocks.length );
		for ( let count = 0; start <= stop; count++ ) {
			const newline = count < room ? this.text.indexOf( '\n', start ) : -1;
			const end = newline < 0 || newline > stop ? stop : newline;
			const line = this.text.slice( start, end );
			if ( /\S/.test( line ) ) {
				out.push( { at: start, line: line } );
			}
			start = end + 1;
		}
		return out;
	}

	_cell() {
		const block = this._flush( this.row );
		if ( block !== null ) {
			const shown = this.layout.textOf( block );
			this.row = shown.length <= 40 && !this.row ? shown : '';
		}
	}

	/** Give up on the innermost open markup; wikitext.js says how. */
	_abandon() {
		throw new Error( 'not for Blocks alone' );
	}
}

/**
 * @param {string} page
 * @param {number} at
 * @return {number} Where a line's list marks and white space end
 */
function endOfMarks( page, at ) {
	const found = LINE.match( page, at );
	return found ? found.end : at;
}

module.exports = { Blocks: Blocks, MAX_DEPTH: MAX_DEPTH, MOST_LINES: MOST_LINES };

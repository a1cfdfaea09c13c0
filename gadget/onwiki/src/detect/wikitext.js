'use strict';

/**
 * One linear pass over wikitext: what a reader sees, line by line, with where each character came from.
 * bot/detect/wikitext.py.
 *
 * The pass never fails and never backtracks: unclosed or too deeply nested markup is text. Every list item,
 * table cell, template argument, caption, heading and comment becomes a block of its own in one visible text,
 * so that a phrase is matched through bold, links, `&nbsp;` and zero-width characters but never across two
 * blocks.
 */

const blocks = require( './blocks.js' );
const entities = require( './entities.js' );
const narrow = require( './narrow.js' );
const regions = require( './regions.js' );
const text = require( './text.js' );

/**
 * @typedef {import('./regions.js').Frame} Frame
 * @typedef {import('./regions.js').Layout} Layout
 * @typedef {import('./regions.js').Piece} Piece
 */

const Mark = regions.Mark;
const MAX_DEPTH = blocks.MAX_DEPTH;
const MOST_TOKENS = 150000; // what follows more markup than that is read as plain text
const OBJECT = '\ufffc'; // stands in the visible text for a template that is not text

const TOKEN = new RegExp(
	"\\{\\{|\\}\\}|\\[\\[|\\]\\]|\\[(?=https?:|//|mailto:)|\\]|\\||\\n|''+|<!--|</?[a-zA-Z][^<>\\n]{0,300}>" +
	'|&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});' +
	'|[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|__[A-Z]{3,16}__', 'g'
);
const TAG_NAME = /^<\/?([a-zA-Z]+)/;
const RAW = new Set( [
	'nowiki', 'pre', 'source', 'syntaxhighlight', 'math', 'score', 'templatedata', 'gallery', 'code', 'tt'
] );
const BREAKS = new Set( [
	'br', 'p', 'div', 'li', 'ul', 'ol', 'dl', 'dd', 'dt', 'tr', 'table', 'hr', 'center', 'td', 'th'
] );
// What <nowiki> hides from machines; more is a sample.
const DISGUISED = new text.Pattern( '(?:(?!\\{\\{|\\[\\[)[^\\n<]){0,60}<' );
const MARKED = new Map( [
	[ 'ref', Mark.REF ], [ 'blockquote', Mark.QUOTE ], [ 'q', Mark.QUOTE ], [ 'poem', Mark.QUOTE ], [ 'cite', Mark.REF ]
] );
const ATTRIBUTES = new RegExp(
	'^(?:[^\\[\\]{}]*[^\\[\\]{}\\p{L}\\p{N}_])?[a-z-]+ *= *["\'\\p{L}\\p{N}_]', 'u'
);
const LONGEST_ATTRIBUTES = 2000;

/** Reads markup: templates, links, tags, comments. */
class Pass extends blocks.Blocks {
	/**
	 * @param {string} page
	 * @param {import('./blocks.js').Words} words
	 */
	constructor( page, words ) {
		super( page, words );
		this.token = new RegExp( TOKEN.source, 'g' );
		this.tokens = 0;
		this._line( 0 );
	}

	/**
	 * Read on for a number of tokens.
	 *
	 * @param {number} most
	 * @return {boolean} Whether the page is read to its end
	 */
	read( most ) {
		const stop = Math.min( this.tokens + most, MOST_TOKENS );
		while ( this.tokens < stop ) {
			const found = this.token.exec( this.text );
			if ( !found ) {
				this.tokens = MOST_TOKENS;
				break;
			}
			this.tokens++;
			if ( found.index >= this.pos ) {
				this._handle( found[ 0 ], found.index, found.index + found[ 0 ].length );
			}
		}
		return this.tokens >= MOST_TOKENS || this.layout.blocks.length > blocks.MOST_LINES;
	}

	/** @return {Layout} What was read */
	end() {
		this._take( this.text.length );
		while ( this.stack.length ) {
			this._abandon();
		}
		this._endLine();
		return this.layout.finish();
	}

	/**
	 * @param {string} token
	 * @param {number} start
	 * @param {number} end
	 * @return {void}
	 */
	_handle( token, start, end ) {
		switch ( token ) {
			case '{{': return this._openTemplate( start, end );
			case '}}': return this._closeTemplate( start, end );
			case '[[': return this._openLink( start, end );
			case ']]': return this._closeLink( start, end );
			case '[': return this._openExternal( start, end );
			case ']': return this._closeExternal( start, end );
			case '|': return this._bar( start, end );
			case '\n': return this._newline( start, end );
		}
		if ( token[ 0 ] === '<' ) {
			return this._tag( token, start, end );
		}
		this._take( start );
		if ( token[ 0 ] === '&' ) {
			const plain = narrow.narrow( entities.unescape( token ) );
			if ( plain.length === 1 ) {
				this.pieces.push( [ start, end, plain === '\u00a0' || plain === '\n' ? ' ' : plain ] );
			}
		} // quotes' runs, invisible characters, magic words: nothing to see
		this.pos = end;
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_bar( start, end ) {
		const top = this._top();
		if ( top === null ) {
			return;
		}
		this._take( start );
		this.pos = end;
		if ( top.sort === 'template' ) {
			this._argument( top );
		} else if ( top.sort === 'link' ) {
			this._linkPart( top, start );
		} else if ( top.sort === 'table' ) {
			if ( this.text[ end ] === '|' ) {
				this.pos = end + 1;
				this._cell();
			} else if ( isAttributes( shown( this.pieces ) ) ) {
				this.pieces = [];
			} else {
				this._cell();
			}
		}
	}

	// -- templates

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_openTemplate( start, end ) {
		this._open( 'template', start, end );
	}

	/**
	 * @param {string} sort
	 * @param {number} start
	 * @param {number} end
	 */
	_open( sort, start, end ) {
		if ( this.stack.length >= MAX_DEPTH ) {
			return;
		}
		this._take( start );
		this.stack.push( new regions.Frame( sort, start, this._frame(), this.pieces, this.kind ) );
		this.pieces = [];
		this.pos = end;
	}

	/**
	 * @param {Frame} frame
	 */
	_name( frame ) {
		const words = text.words( shown( this.pieces ).replace( /_/g, ' ' ) );
		frame.name = words.join( ' ' ).toLowerCase().slice( 0, 80 );
		frame.sortOf = this.words.classify( frame.name );
		frame.marks = ( frame.parent ? frame.parent.marks : 0 ) | ( regions.TEMPLATE_MARKS[ frame.sortOf ] || 0 );
		this.pieces = [];
	}

	/**
	 * @param {Frame} frame
	 */
	_argument( frame ) {
		if ( frame.named ) {
			this._flush();
		} else {
			this._name( frame );
			frame.named = true;
		}
		frame.labelled = false;
		frame.label = '';
	}

	/**
	 * @param {number} start
	 * @param {number} end
	 */
	_closeTemplate( start, end ) {
		if ( this._frame() === null ) {
			return;
		}
		this._take( start );
		let frame = /** @type {Frame} */ ( this._top() );
		while ( frame.sort !== 'template' ) {
			this._abandon();
			frame = /** @type {Frame} */ ( this._top() );
		}
		/** @type {Piece[]} */
		let last = [];
		if ( !frame.named ) {
			this._name( frame );
		} else if ( this.words.wraps.has( frame.name ) ) {
			last = this.pieces;
			this.pieces = [];
		} else {
			this._flush();
		}
		this.stack.pop();
		this.pieces = frame.outer;
		this.kind = frame.kind;
		frame.end = end;
		const inline = this.words.inline.get( frame.name );
		if ( last.length ) {
			this.pieces = this.pieces.concat( last );
		} else if ( inline !== undefined ) {
			this.pieces.push( [ frame.start, end, inline ] );
		} else {
			this.pieces.push( [ frame.start, end, OBJECT ] );
			this.layout.templates.push( frame );
		}
		this.pos = end;
	}

	// -- links

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
		if ( frame.file !== null || this.words.isHidden( frame.name ) ) {
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

	/** Give up on the innermost open markup: what it held is text of what is around it. */
	_abandon() {
		const frame = /** @type {Frame} */ ( this.stack.pop() );
		if ( frame.sort === 'template' && frame.named ) {
			this.stack.push( frame );
			this._flush();
			this.stack.pop();
			this.pieces = frame.outer;
			this.layout.templates.push( frame );
		} else if ( frame.sort === 'table' ) {
			this._cell();
			this.pieces = frame.outer;
		} else if ( frame.file !== null ) {
			this._caption( frame );
			this.pieces = frame.outer;
		} else {
			this.pieces = frame.outer.concat( this.pieces );
		}
		this.kind = frame.kind;
	}

	// -- tags

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
		if ( closing ) {
			this._flush();
			while ( this.openMarks.length && this.openMarks.pop() !== name ) {
				// those inside it end with it
			}
		} else if ( this.openMarks.length < MAX_DEPTH ) {
			this._flush();
			this.openMarks.push( name );
		}
		this.marks = this.openMarks.reduce( ( marks, each ) => marks | ( MARKED.get( each ) || 0 ), 0 );
	}
}

/**
 * @param {Piece[]} pieces
 * @return {string} Their visible text
 */
function shown( pieces ) {
	return pieces.map( ( piece ) => piece[ 2 ] ).join( '' );
}

/**
 * @param {string} cell
 * @return {boolean} Whether what stands before a bar in a table is a cell's attributes
 */
function isAttributes( cell ) {
	return cell.length <= LONGEST_ATTRIBUTES && ATTRIBUTES.test( cell );
}

/**
 * Take a page apart at once. Never throws; the time is linear in the text's length.
 *
 * @param {string} page
 * @param {import('./blocks.js').Words} words
 * @return {Layout}
 */
function read( page, words ) {
	const pass = new Pass( page, words );
	while ( !pass.read( MOST_TOKENS ) ) {
		// one call reads all
	}
	return pass.end();
}

module.exports = { Pass: Pass, read: read };

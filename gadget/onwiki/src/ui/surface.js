'use strict';

/** The visual editor's text, as the hold before saving needs it: to be read, and to have things taken out of it. */

const detect = require( '../detect/index.js' );
const reader = require( './reading.js' );

/** @typedef {import('./reading.js').Reading} Reading */

/**
 * @typedef {{start: number, end: number}} Stretch
 *
 * @param {Stretch[]} items
 * @param {number} start
 * @param {number} length
 * @return {Stretch[]} What of them lies in a line, counted from its beginning
 */
function clipped( items, start, length ) {
	return items.map( ( item ) => ( {
		start: Math.max( item.start - start, 0 ), end: Math.min( item.end - start, length )
	} ) ).filter( ( span ) => span.start < span.end );
}

/**
 * @param {Stretch[]} spans
 * @param {number} at
 * @return {boolean}
 */
function isIn( spans, at ) {
	return spans.some( ( span ) => span.start <= at && at < span.end );
}

/**
 * @param {Reading} reading
 * @param {Item[]} items
 * @return {boolean[]} Which units of the text go: what was found, and what is not worth keeping of its lines
 */
function goneOf( reading, items ) {
	/** @type {boolean[]} */
	const gone = [];
	for ( const line of reading.text.split( '\n' ) ) {
		const start = gone.length;
		const spans = clipped( items, start, line.length );
		const left = spans.length ? detect.redact( line, spans ) : line;
		let next = 0;
		for ( let i = 0; i < line.length; i++ ) {
			const goes = line[ i ] !== left[ next ] || isIn( spans, i );
			gone.push( goes );
			next += goes ? 0 : 1;
		}
		gone.push( false ); // the line's end
	}
	return gone;
}

/**
 * @param {Reading} reading
 * @param {Item[]} items
 * @param {boolean[]} gone
 * @return {Array<[number, number]>} What goes of the document, the last first
 */
function rangesOf( reading, items, gone ) {
	/** @type {Array<[number, number]>} */
	const ranges = [];
	for ( const thing of reading.things ) {
		if ( items.some( ( item ) => item.start < thing.end && thing.start < item.end ) ) {
			ranges.push( [ thing.from, thing.to ] );
		}
	}
	reading.at.forEach( ( at, unit ) => {
		const last = ranges[ ranges.length - 1 ];
		if ( at === reader.MARKUP || !gone[ unit ] ) {
			return;
		}
		if ( last && last[ 1 ] === at ) {
			last[ 1 ] = at + 1;
		} else {
			ranges.push( [ at, at + 1 ] );
		}
	} );
	ranges.sort( ( a, b ) => b[ 0 ] - a[ 0 ] || b[ 1 ] - a[ 1 ] );
	// A letter inside a link that goes is gone with it; of a link and all its letters one is enough.
	return ranges.filter( ( range, at ) => !ranges.some( ( other, place ) => place !== at &&
		other[ 0 ] <= range[ 0 ] && range[ 1 ] <= other[ 1 ] &&
		( place < at || other[ 0 ] < range[ 0 ] || range[ 1 ] < other[ 1 ] )
	) );
}

/**
 * @param {any} target The editor, `ve.init.target`, while it edits visually
 * @return {Editor}
 */
function editor( target ) {
	const ve = /** @type {any} */ ( window ).ve;

	/**
	 * @return {any} The document and what was done to it
	 */
	function model() {
		return target.getSurface().getModel();
	}

	/**
	 * @param {Reading} reading
	 * @param {boolean[]} gone
	 */
	function changeTemplates( reading, gone ) {
		/** @type {Map<number, any>} */
		const changed = new Map();
		for ( const parameter of reading.parameters ) {
			let left = '';
			for ( let i = parameter.start; i < parameter.end; i++ ) {
				left += gone[ i ] ? '' : reading.text[ i ];
			}
			if ( left.length < parameter.end - parameter.start ) {
				const mw = changed.get( parameter.node ) || ve.copy( parameter.mw );
				mw.parts[ parameter.part ].template.params[ parameter.key ].wt = left;
				changed.set( parameter.node, mw );
			}
		}
		changed.forEach( ( mw, node ) => {
			model().getLinearFragment( new ve.Range( node, node + 2 ), true ).changeAttributes( { mw: mw } );
		} );
	}

	return {
		isCovered: true,
		read: () => new reader.Reading( model().getDocument() ).text,
		takeOut: ( items ) => {
			const reading = new reader.Reading( model().getDocument() );
			const gone = goneOf( reading, items );
			model().breakpoint();
			changeTemplates( reading, gone );
			for ( const range of rangesOf( reading, items, gone ) ) {
				model().change( ve.dm.TransactionBuilder.static.newFromRemoval(
					model().getDocument(), new ve.Range( range[ 0 ], range[ 1 ] ), true
				) );
			}
			model().breakpoint();
		},
		resume: () => {
			// The editor must see that it gets the focus: the browser gave it back, which the editor did not notice.
			const active = /** @type {HTMLElement|null} */ ( document.activeElement );
			const view = target.getSurface().getView();
			const selection = model().getSelection();
			if ( active ) {
				active.blur();
			}
			setTimeout( () => {
				view.focus();
				// Back to where the cursor was: the browser puts it at the text's beginning.
				setTimeout( () => {
					model().setSelection( selection );
					view.showModelSelection( true );
				} );
			} );
		}
	};
}

module.exports = { editor: editor };

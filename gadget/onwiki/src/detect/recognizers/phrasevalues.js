'use strict';

/** Where the value of a phrase stands: behind it, before it or inside. bot/detect/recognizers/phrases.py. */

const birthplace = require( './birthplace.js' );
const dates = require( '../dates.js' );
const handles = require( './handles.js' );
const life = require( './life.js' );
const text = require( '../text.js' );
const values = require( './values.js' );

/**
 * @typedef {import('./matching.js').Rule} Rule
 * @typedef {import('../patterns.js').Match} Match
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const SLOTS = [ 'name', 'fullname', 'place', 'org', 'school' ];

/**
 * @param {View} view
 * @param {Rule} rule
 * @param {Match} found
 * @return {Span|null}
 */
function valueOf( view, rule, found ) {
	if ( rule.at === 'mark' ) {
		const start = found.start + found.groups[ 1 ].length;
		const end = start + found.groups[ 2 ].length;
		return rule.type !== 'age_minor' || ( life.gradeIsMinor( view, start, end ) && !life.isHigher( view, end ) ) ?
			[ start, end ] : null;
	}
	if ( rule.at === 'before' ) {
		return valueBefore( view, rule, found );
	}
	if ( rule.at === 'inside' ) {
		const at = found.start + found.groups[ 1 ].length;
		return valueInside( view, rule, at, at + found.groups[ 2 ].length );
	}
	const limit = view.line( Math.max( 0, found.end - 1 ) )[ 1 ];
	if ( ( rule.slot === 'name' || rule.slot === 'fullname' ) && found.end >= limit - 1 ) {
		const following = view.layout.blockAt( limit + 1 ); // a letter's greeting, and the name below it
		if ( following.start > limit && view.layout.blockAt( limit - 1 ).section === following.section ) {
			return view.slots().forward( rule.slot, following.start, following.end );
		}
	}
	const span = values.takeSlot( view, rule.slot, found.end, limit );
	return span === null && rule.slot === 'place' ? birthplace.behindYear( view, found.end, limit ) : span;
}

/**
 * @param {View} view
 * @param {Rule} rule
 * @param {Match} found
 * @return {Span|null}
 */
function valueBefore( view, rule, found ) {
	const floor = view.line( found.start )[ 0 ];
	if ( rule.slot === 'date' ) {
		return life.dateBefore( view, floor, found.start );
	}
	if ( rule.slot === 'age' ) {
		return life.ageBefore( view, found.start, floor );
	}
	if ( rule.slot === 'handle' ) {
		return handles.handleBefore( view, found.start, floor );
	}
	return SLOTS.indexOf( rule.slot ) >= 0 ? view.slots().backward( rule.slot, found.start, floor ) : null;
}

/**
 * @param {View} view
 * @param {Rule} rule
 * @param {number} at
 * @param {number} limit
 * @return {Span|null}
 */
function valueInside( view, rule, at, limit ) {
	if ( rule.slot === 'date' ) {
		return dates.find( view.folded, at, limit, view.lexicon );
	}
	if ( view.sentence( at )[ 1 ] < limit ) {
		return null; // a value that ends one sentence and begins the next
	}
	let span = values.takeSlot( view, rule.slot, at, limit );
	if ( span === null && rule.slot === 'place' ) {
		span = birthplace.behindYear( view, at, limit );
	}
	if ( span === null || ( rule.slot === 'age' && span[ 1 ] !== limit ) ) {
		return null;
	}
	if ( [ 'name', 'fullname', 'place' ].indexOf( rule.slot ) >= 0 &&
		/[,;.](?= )/.test( view.folded.slice( span[ 1 ], limit ) ) ) {
		return null; // `has Jan Lis, on his boat Wit. I live`
	}
	return text.count( view.folded, text.isAlnum, span[ 1 ], limit ) <= 24 ? span : null;
}

module.exports = { valueOf: valueOf };

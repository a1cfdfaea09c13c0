'use strict';

/**
 * A proposal how a page reads without what identifies its owner; pure text in, text out.
 * The same as gadget/redaction.py.
 */

// What is left of a line that held nothing but the finding: list marks, punctuation, a label with its colon.
const EMPTY = /^[\s*#:;'"=.,()[\]–—-]*$/;
const ONLY_LABEL = /^[\s*#:;']*[^\s:：|{}[\]](?:[^:：|{}[\].!?。]|[.!?](?! )){0,30}[:：][\s'.]*$/; // no sentence before it
const PARAMETER = /^\s*\|[^=|]*=\s*/;

/**
 * Take findings out of a text, and the lines that they leave empty. Whatever lies outside the lines that
 * they touch stays as it is, to the character.
 *
 * @param {string} text
 * @param {Array<{start: number, end: number}>} findings UTF-16 offsets, end exclusive
 * @return {string} The whole proposed text
 */
function redact( text, findings ) {
	const merged = merge( text, findings );
	/** @type {string[]} */
	const kept = [];
	let start = 0;
	let next = 0;
	for ( const line of text.split( '\n' ) ) {
		const end = start + line.length;
		while ( next < merged.length && merged[ next ].end <= start ) {
			next++;
		}
		const after = without( line, start, merged, next );
		if ( after !== null ) {
			kept.push( after );
		}
		start = end + 1;
	}
	return kept.join( '\n' );
}

/**
 * @param {string} line
 * @param {number} start Where the line begins in the text
 * @param {Array<{start: number, end: number}>} merged
 * @param {number} next The first span that may touch the line
 * @return {string|null} The line as proposed; null where it goes
 */
function without( line, start, merged, next ) {
	let left = '';
	let at = 0;
	let touched = false;
	for ( let i = next; i < merged.length && merged[ i ].start < start + line.length; i++ ) {
		const from = Math.max( merged[ i ].start - start, 0 );
		const to = Math.min( merged[ i ].end - start, line.length );
		if ( from < to ) {
			touched = true;
			left += line.slice( at, from );
			at = to;
		}
	}
	if ( !touched ) {
		return line;
	}
	const after = tidied( left + line.slice( at ) );
	if ( after !== null && line[ 0 ] !== ' ' ) {
		// A space in front would make MediaWiki set the line as code.
		return after.replace( /^ +/, '' );
	}
	return after;
}

/**
 * @param {string} text
 * @param {Array<{start: number, end: number}>} findings
 * @return {Array<{start: number, end: number}>} In order, without overlaps
 */
function merge( text, findings ) {
	const spans = findings.map( ( each ) => ( {
		start: Math.max( each.start, 0 ), end: Math.min( each.end, text.length )
	} ) ).sort( ( a, b ) => a.start - b.start || a.end - b.end );
	/** @type {Array<{start: number, end: number}>} */
	const merged = [];
	for ( const span of spans ) {
		const last = merged[ merged.length - 1 ];
		if ( last && span.start <= last.end ) {
			last.end = Math.max( last.end, span.end );
		} else if ( span.start < span.end ) {
			merged.push( span );
		}
	}
	return merged;
}

/**
 * @param {string} line
 * @return {string|null} What is left of a line in good order; null where nothing worth keeping is
 */
function tidied( line ) {
	if ( PARAMETER.test( line ) ) {
		return line.replace( /\s+$/, '' );
	}
	const tidy = line.replace( /\(\s*\)|\[\s*\]/g, '' ).replace( /(\S) {2,}/g, '$1 ' ).replace( / +$/, '' );
	return EMPTY.test( tidy ) || ONLY_LABEL.test( tidy ) ? null : tidy;
}

module.exports = { redact: redact };

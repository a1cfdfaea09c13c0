'use strict';

/**
 * A proposal how a page reads without what identifies its owner; pure text in, text out.
 * The same as gadget/redaction.py.
 */

const chars = require( './text.js' );

// What is left of a line that held nothing but the finding: list marks, punctuation, a label with its colon.
const EMPTY = /^[\s*#:;'"=.,()[\]–—-]*$/;
const ONLY_LABEL = /^[\s*#:;']*[^\s:：|{}[\]](?:[^:：|{}[\].!?。]|[.!?](?! )){0,30}[:：][\s'.]*$/; // no sentence before it
const PARAMETER = /^\s*\|[^=|]*=\s*/;
const ADDRESS = /^\[(?:(?:[a-z]{2,8}:)?\/\/|mailto:|tel:|sms:|xmpp:)[^\s[\]]*/i;
const PICTURE = /^\s*(?:[^\s:|[\]{}]{1,30}:)?(?=[^|[\]{}]{1,240}\.(?:jpe?g|png|gif|svg|tiff?|webp)\s*(?:\||$))/i;
const REACH = 600; // characters of a line in which the link around a span begins and ends

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
	/** @type {Array<{start: number, end: number}>} */
	const spans = [];
	for ( let i = next; i < merged.length && merged[ i ].start < start + line.length; i++ ) {
		const from = Math.max( merged[ i ].start - start, 0 );
		const to = Math.min( merged[ i ].end - start, line.length );
		if ( from < to ) {
			spans.push( widened( line, from, to ) );
		}
	}
	if ( !spans.length ) {
		return line;
	}
	let left = '';
	let at = 0;
	for ( const span of merge( line, spans ) ) {
		left += line.slice( at, span.start );
		at = span.end;
	}
	const after = tidied( left + line.slice( at ) );
	if ( after !== null && line[ 0 ] !== ' ' ) {
		// A space in front would make MediaWiki set the line as code.
		return after.replace( /^ +/, '' );
	}
	return after;
}

/**
 * A span, and all of the link or gallery line whose page, address or picture it takes out. What would be left is no
 * link, and `[[Whitby, Yorkshire|]]` is: saved, it becomes one that says Whitby.
 *
 * @param {string} line
 * @param {number} start
 * @param {number} end
 * @return {{start: number, end: number}}
 */
function widened( line, start, end ) {
	const picture = PICTURE.exec( line );
	if ( picture && picture[ 0 ].length === start ) {
		return { start: 0, end: line.length };
	}
	return linkAround( line, start, end ) || externalAround( line, start, end ) || { start: start, end: end };
}

/**
 * @param {string} line
 * @param {number} start
 * @param {number} end
 * @return {{start: number, end: number}|null} The link around a span that holds its target or all of its label
 */
function linkAround( line, start, end ) {
	const opened = openedBefore( line, start );
	if ( opened < 0 ) {
		return null;
	}
	const parts = /\[\[|\]\]|\|/g;
	const near = line.slice( 0, end + REACH );
	let depth = 1;
	let bar = -1;
	parts.lastIndex = opened + 2;
	for ( let found = parts.exec( near ); found; found = parts.exec( near ) ) {
		if ( found[ 0 ] === '|' ) {
			bar = depth === 1 && bar < 0 ? found.index : bar;
			continue;
		}
		depth += found[ 0 ] === '[[' ? 1 : -1;
		if ( !depth ) {
			const label = line.slice( bar + 1, Math.max( bar + 1, start ) ) + line.slice( end, found.index );
			const whole = bar < 0 || start < bar || !chars.any( label, chars.isAlnum, 0, label.length );
			return whole && end <= found.index ? { start: opened, end: found.index + 2 } : null;
		}
	}
	return null;
}

/**
 * @param {string} line
 * @param {number} start
 * @return {number} Where the link begins that is open at a place; -1 where none is
 */
function openedBefore( line, start ) {
	const from = Math.max( 0, start - REACH );
	const near = line.slice( from, start );
	const brackets = /\[\[|\]\]/g;
	/** @type {number[]} */
	const open = [];
	for ( let found = brackets.exec( near ); found; found = brackets.exec( near ) ) {
		if ( found[ 0 ] === '[[' ) {
			open.push( from + found.index );
		} else {
			open.pop();
		}
	}
	return open.length ? open[ open.length - 1 ] : -1;
}

/**
 * @param {string} line
 * @param {number} start
 * @param {number} end
 * @return {{start: number, end: number}|null} The external link around a span that holds its address
 */
function externalAround( line, start, end ) {
	const opened = line.lastIndexOf( '[', start );
	const found = opened >= Math.max( 0, start - REACH ) ? ADDRESS.exec( line.slice( opened, end + REACH ) ) : null;
	const closed = line.slice( 0, end + REACH ).indexOf( ']', end );
	return found && start < opened + found[ 0 ].length && closed >= 0 ? { start: opened, end: closed + 1 } : null;
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

'use strict';

/**
 * Where a phrase of the rules occurs, tried from each of its anchors. bot/detect/recognizers/phrases.py.
 */

const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../patterns.js').Match} Match
 * @typedef {import('../view.js').View} View
 *
 * A phrase as scripts/build-rules writes it: bot/detect/cues.py says what its fields mean.
 *
 * @typedef {{id: string, type: FindingType, weight: number, pattern: string, slot: string, at: string,
 *  lead: number, start: boolean}} Rule
 */

const unspaced = cues.unspaced;
const ENDINGS = 3; // words before a verb that may end like the one that holds its value
const WINDOW = 90; // how far behind its anchor a phrase may reach

/** @type {Map<string, import('../patterns.js').Pattern>} */
const compiledPatterns = new Map();

/**
 * @param {Rule} rule
 * @return {import('../patterns.js').Pattern} Its pattern; where a group holds the value, group 1 holds what stands
 *  before it
 */
function compiled( rule ) {
	let pattern = compiledPatterns.get( rule.pattern );
	if ( pattern === undefined ) {
		const at = rule.at === 'inside' || rule.at === 'mark' ? groupAt( rule.pattern ) : -1;
		pattern = new patterns.Pattern(
			at < 0 ? rule.pattern : '(' + rule.pattern.slice( 0, at ) + ')' + rule.pattern.slice( at )
		);
		compiledPatterns.set( rule.pattern, pattern );
	}
	return pattern;
}

/**
 * @param {string} pattern
 * @return {number} Where its one capturing group begins
 */
function groupAt( pattern ) {
	let inClass = false;
	for ( let i = 0; i < pattern.length; i++ ) {
		const char = pattern[ i ];
		if ( char === '\\' ) {
			i++;
		} else if ( char === '[' ) {
			inClass = true;
		} else if ( char === ']' ) {
			inClass = false;
		} else if ( char === '(' && !inClass && pattern[ i + 1 ] !== '?' ) {
			return i;
		}
	}
	return -1;
}

/**
 * @param {View} view
 * @param {Rule} rule
 * @param {number} start
 * @param {number} end
 * @param {(found: Match) => boolean} holds Whether a value stands before it
 * @return {Match|null}
 */
function match( view, rule, start, end, holds ) {
	const folded = view.folded;
	const line = view.line( start );
	const pattern = compiled( rule );
	const stop = Math.min( line[ 1 ], end + WINDOW );
	/** @type {Match|null} */
	let found;
	if ( rule.lead <= 2 ) {
		found = pattern.match( folded, start, stop );
		if ( found === null && rule.at === 'before' ) {
			let begin = start;
			while ( begin > line[ 0 ] && folded[ begin - 1 ] === ' ' ) {
				begin--;
			}
			found = begin < start ? pattern.match( folded, begin, stop ) : null;
		}
	} else {
		found = pattern.search( folded, Math.max( line[ 0 ], start - rule.lead ), stop );
		if ( found !== null && found.start > start ) {
			found = null;
		}
		if ( found !== null && rule.at === 'before' && found.text[ 0 ] !== "'" ) {
			found = behindValue( pattern, folded, found, start, stop, holds );
		}
	}
	if ( found === null ) {
		return null;
	}
	const attached = view.lexicon.attached;
	const left = found.start;
	if ( rule.at !== 'before' && left > 0 && isInsideWord( folded, left, attached ) &&
		!view.lexicon.schools.some( ( noun ) => folded.slice( left, left + noun.length ) === noun ) ) { // 포항중학교 4학년
		return null;
	}
	if ( rule.at !== 'after' && found.end < folded.length && endsInside( folded, found.end ) ) {
		return null;
	}
	return rule.start && !starts( view, found.start ) ? null : found;
}

/**
 * @param {import('../patterns.js').Pattern} pattern
 * @param {string} folded
 * @param {Match} first
 * @param {number} last
 * @param {number} stop
 * @param {(found: Match) => boolean} holds
 * @return {Match} Where an ending begins that belongs to a value: that behind an apostrophe, in `Birlikte Amasya'da …`
 */
function behindValue( pattern, folded, first, last, stop, holds ) {
	let at = first.start + 1;
	for ( let i = 0; i < ENDINGS; i++ ) {
		const later = pattern.search( folded, at, stop );
		if ( later === null || later.start > last ) {
			break;
		}
		if ( later.text[ 0 ] === "'" ) {
			return holds( later ) ? later : first;
		}
		at = later.start + 1;
	}
	return first;
}

/**
 * @param {string} folded
 * @param {number} at
 * @param {Set<string>} attached
 * @return {boolean}
 */
function isInsideWord( folded, at, attached ) {
	if ( !endsInside( folded, at ) ) {
		return false;
	}
	return !( attached.has( folded[ at - 1 ] ) && ( at < 2 || !text.isWordly( folded, at - 2 ) ) );
}

/**
 * @param {string} folded
 * @param {number} at
 * @return {boolean}
 */
function endsInside( folded, at ) {
	return text.isWordly( folded, at ) && text.isWordly( folded, at - 1 ) &&
		!unspaced( folded[ at ] ) && !unspaced( folded[ at - 1 ] );
}

/**
 * @param {View} view
 * @param {number} at
 * @return {boolean} Whether a sentence, line, list item or cell begins there
 */
function starts( view, at ) {
	return view.opens( view.sentence( at )[ 0 ], at );
}

module.exports = { compiled: compiled, match: match };

'use strict';

/** A town, or the firm or school that is named after it: which of both a phrase's value is. bot/detect/rivals.py. */

const text = require( './text.js' );

const OF = 8; // characters of a word for `of` and what stands around it
const LEADING = 48; // letters before a name in which a noun and what joins it stand
const LEADERS = 3; // words there: `biblioteca civica di`

/**
 * @typedef {import('./view.js').Candidate} Candidate
 * @typedef {import('./view.js').View} View
 */

/**
 * Call a town what a phrase took for a firm: `trabajo en Bilbao`.
 *
 * @param {View} view
 * @param {Candidate[]} found
 */
function nameTowns( view, found ) {
	for ( const each of found ) {
		if ( each.type === 'employer' && each.sort === 'cue' && isTown( view, each ) ) {
			each.type = 'location';
			each.add( 'a town that is known, and no firm', 0 );
		} else if ( each.type === 'school' && each.sort === 'cue' && isTown( view, each ) &&
			view.lexicon.wording.ofBefore.test( view.folded.slice( Math.max( 0, each.start - OF ), each.start ) ) ) {
			each.add( 'a town that is known, and no school', -0.5 ); // `estudio la historia de |Burgos`
		}
	}
}

/**
 * @param {View} view
 * @param {Candidate} candidate
 * @return {boolean}
 */
function isTown( view, candidate ) {
	const length = view.lexicon.smallTowns.lengthAt( view.folded, candidate.start );
	return length > 0 && length === candidate.end - candidate.start &&
		!isLed( view, candidate.start ); // biblioteca de |Lugo
}

/**
 * Of a school's and an employer's phrase with one value keep that which the value's own word bears out.
 *
 * @param {View} view
 * @param {Candidate[]} out
 */
function withoutTwins( view, out ) {
	const schools = out.filter( ( each ) => each.type === 'school' ).map( ( each ) => each.start );
	for ( let i = out.length - 1; i >= 0; i-- ) {
		if ( out[ i ].type === 'employer' && schools.indexOf( out[ i ].start ) >= 0 &&
			view.slots().saysSchool( out[ i ].start, out[ i ].end, true ) ) {
			out.splice( i, 1 );
		}
	}
}

/**
 * @param {View} view
 * @param {Candidate} candidate
 * @param {Candidate} longer
 * @return {boolean} Whether a firm's or school's name holds the value of a longer phrase that took its word:
 *  `étudiant à l'|université de |Villebois`
 */
function beginsBefore( view, candidate, longer ) {
	return ( candidate.type === 'employer' || candidate.type === 'school' ) &&
		candidate.start < longer.start && longer.start < candidate.end && hasWord( view, candidate ) &&
		!hasWord( view, longer );
}

/**
 * Of a town and a firm or school on the same letters, that which the firm's own word bears out.
 * `Sou funcionário da |Câmara Municipal de |Vilar` names no home; `vivo y trabajo en |Bilbao` no firm.
 *
 * @param {View} view
 * @param {Candidate[]} above With their places on the page
 * @return {Candidate[]}
 */
function settled( view, above ) {
	const towns = above.filter( ( each ) => each.type === 'location' && each.sort === 'cue' );
	const firms = above.filter( ( each ) => each.type === 'employer' || each.type === 'school' );
	if ( !firms.length || towns.length + firms.length === 1 || view.lexicon.traits.has( 'syllables' ) ) {
		return above;
	}
	const words = new Set( firms.filter( ( each ) => hasWord( view, each ) ) );
	const unnamed = firms.filter( ( each ) => !words.has( each ) );
	const named = firms.filter( ( each ) => words.has( each ) );
	const led = unnamed.filter( ( each ) => each.start >= 0 && isLed( view, each.start ) );
	const lost = new Set( inside( unnamed, named ).concat( // `professeur au |lycée |Saint-Yvon`
		inside( towns, named.concat( led ) ) ) );
	const spans = new Set( towns.filter( ( each ) => !lost.has( each ) ).map( ( each ) => spanOf( each ).join( ' ' ) ) );
	return above.filter( ( each ) => !lost.has( each ) && !( each.type === 'employer' && each.sort === 'cue' &&
		!words.has( each ) && spans.has( spanOf( each ).join( ' ' ) ) ) );
}

/**
 * @param {Candidate[]} those
 * @param {Candidate[]} named
 * @return {Candidate[]} Those that stand in one of the named
 */
function inside( those, named ) {
	const sorted = named.slice().sort( ( a, b ) => spanOf( a )[ 0 ] - spanOf( b )[ 0 ] );
	let most = 0;
	const ends = sorted.map( ( each ) => ( most = Math.max( most, spanOf( each )[ 1 ] ) ) );
	return those.filter( ( each ) => {
		let low = 0;
		let high = sorted.length;
		while ( low < high ) {
			const middle = ( low + high ) >> 1;
			if ( spanOf( sorted[ middle ] )[ 0 ] <= spanOf( each )[ 0 ] ) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low > 0 && ends[ low - 1 ] >= spanOf( each )[ 1 ];
	} );
}

/**
 * @param {View} view
 * @param {Candidate} candidate
 * @return {boolean}
 */
function hasWord( view, candidate ) {
	if ( candidate.start < 0 ) { // of an argument that no reader sees
		return false;
	}
	const slots = view.slots();
	return slots.saysSchool( candidate.start, candidate.end, true ) || slots.saysFirm( candidate.start, candidate.end );
}

/**
 * @param {View} view
 * @param {number} start
 * @return {boolean} Whether a noun in small letters, and particles or an adjective, stand right before a name:
 *  `université de |Lyon`
 */
function isLed( view, start ) {
	if ( [ ' ', "'" ].indexOf( view.folded.slice( Math.max( 0, start - 1 ), start ) ) < 0 ) {
		return false;
	}
	const words = view.text.slice( Math.max( 0, start - LEADING ), start - 1 ).replace( /['’]/g, ' ' ).split( ' ' );
	if ( !view.lexicon.wording.of.has( words[ words.length - 1 ] ) ) {
		return false;
	}
	const before = words.slice( -LEADERS, -1 );
	const last = before[ before.length - 1 ];
	return ( !last || ( text.isLower( last ) && text.count( last, text.isAlpha ) === last.length ) ) &&
		before.some( ( word ) => view.slots()._isNoun( word ) );
}

/**
 * @param {Candidate} candidate
 * @return {[number, number]}
 */
function spanOf( candidate ) {
	return candidate.span || [ 0, 0 ];
}

module.exports = { beginsBefore: beginsBefore, nameTowns: nameTowns, settled: settled, withoutTwins: withoutTwins };

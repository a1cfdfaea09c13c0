'use strict';

/**
 * A value that is all that stands beside its label. bot/detect/recognizers/labelled.py.
 */

const life = require( './life.js' );
const place = require( './place.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const LONGEST_CELL = 60;
const LONGEST_GRADE = 16;
const SENTENCES = /[.!?。！？] |\ufffc|…/; // or what an example leaves out
const NUMBERED = new RegExp( '[0-9№#"«„“]|^[\\p{L}\\p{Nl}\\p{No}]', 'u' ); // №5, 61ο, «Name», or a word first

/**
 * @param {View} view
 * @param {string} label
 * @param {number} at
 * @param {number} limit
 * @param {string[]} kinds
 * @return {{kind: string, span: Span}|null} A value that is all of [at, limit): a school with its own word, a class
 *  after a word for classes, a street
 */
function value( view, label, at, limit, kinds ) {
	if ( limit - at > 4 * LONGEST_CELL ) { // a line may be as long as the page; it is not copied for each label
		return null;
	}
	const low = text.strip( view.folded.slice( at, limit ), ' .,;:' );
	if ( low.length < 2 || low.length > LONGEST_CELL ) {
		return null;
	}
	const sentences = SENTENCES.test( low );
	const start = view.folded.indexOf( low, at );
	/** @type {Span} */
	const span = [ start, start + low.length ];
	const nouns = view.lexicon.plain;
	for ( const kind of kinds ) {
		if ( kind === 'location' && text.any( low, text.isDigit ) ) {
			const street = place.addressAt( view, at, limit, true );
			if ( street !== null && street[ 0 ] - start <= 1 ) {
				return { kind: 'address', span: street };
			}
		} else if ( sentences ) {
			continue;
		} else if ( kind === 'age_minor' && low.length <= LONGEST_GRADE ) {
			const digits = /[0-9]+/.exec( low );
			const named = nouns.grade.some( ( noun ) => label.indexOf( noun ) >= 0 );
			if ( named && ( !digits || ( Number( digits[ 0 ] ) >= 1 && Number( digits[ 0 ] ) <= life.FIRST ) ) ) {
				return { kind: kind, span: span };
			}
		} else if ( kind === 'school' && low.indexOf( ',' ) < 0 && NUMBERED.test( low ) ) {
			const words = nouns.school;
			if ( words.some( ( word ) => word.length > 1 && low.indexOf( word ) >= 0 ) && words.indexOf( low ) < 0 ) {
				return { kind: kind, span: span };
			}
		}
	}
	return null;
}

module.exports = { value: value };

'use strict';

/** Dates of birth in templates' arguments. bot/detect/recognizers/birth_templates.py. */

const cues = require( '../cues.js' );
const labels = require( './labels.js' );
const regions = require( '../regions.js' );
const signs = require( '../signs.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../regions.js').Frame} Frame
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 * @typedef {import('../wording.js').Wording} Wording
 */

const Candidate = views.Candidate;
const Mark = regions.Mark;
const ARGUMENTS = /^\{\{[^{}|]{1,80}\|([^{}]{3,60})\}\}/;
const DATE_ARGUMENTS = new RegExp(
	'\\s*(?:df=[\\p{L}\\p{N}_]+\\||mf=[\\p{L}\\p{N}_]+\\|)*\\s*([0-9]{1,4}\\|(?:[0-9]{1,2}|[\\p{L}\\p{Nl}\\p{No}]{3,12})\\|[0-9]{1,4})(?![0-9])', 'u'
);
const LABEL = /([^\n:=|*#'{}[\]\ufffc]{2,40}?)[ ']*[:=][ ']*$/;
const AROUND = 120; // characters of a template's line that say whose date it holds
const LONGEST = 160; // of such a template
const BESIDE = 0.7;
const LABELLED = 0.45;
const ALONE = 0.4;
const SELF = 0.15;
const OTHERS = -0.45;

/**
 * `{{birth date|1984|11|3}}` in the owner's box, beside its label or in a sentence: the arguments are the span.
 *
 * @param {View} view
 * @return {Candidate[]}
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	for ( const frame of view.layout.templates ) {
		if ( out.length >= views.MOST ) {
			break;
		}
		const named = frame.blocks.length ? holds( frame.name, view.lexicon.wording ) : '';
		if ( !named ) {
			continue;
		}
		const whole = view.page.wikitext.slice( frame.start, Math.min( frame.end, frame.start + LONGEST ) );
		const found = ARGUMENTS.exec( whole );
		const dates = found && DATE_ARGUMENTS.exec( found[ 1 ] );
		if ( !found || !dates ) {
			continue;
		}
		const owned = named === 'birth' && ( !!( frame.marks & Mark.OWNER_BOX ) || frame.sortOf === 'userbox' );
		/** @type {[string, number]} */
		const said = owned ? [ "date of birth in the owner's box", 0.9 ] : whose( view, frame );
		if ( named === 'age' && frame.marks & Mark.OWNER_BOX && said[ 1 ] < LABELLED ) {
			continue;
		}
		const begin = frame.start + found[ 0 ].length - 2 - found[ 1 ].length +
			dates.index + dates[ 0 ].length - dates[ 1 ].length;
		const candidate = new Candidate(
			'birth_date', [ -1, -1 ], said[ 1 ], 'label.birth_template', owned ? 'box' : 'label', said[ 0 ]
		);
		candidate.span = [ begin, begin + dates[ 1 ].length ];
		candidate.block = frame.blocks[ 0 ];
		out.push( candidate );
	}
	return out;
}

/**
 * @param {string} name
 * @param {Wording} wording
 * @return {string} What a template's name says that it holds: a birth, an age (and then a date it is counted from), or
 *  nothing
 */
function holds( name, wording ) {
	return wording.birthTemplate.test( name ) ? 'birth' : wording.ageTemplates.has( cues.fold( name ) ) ? 'age' : '';
}

/**
 * @param {View} view
 * @param {Frame} frame
 * @return {[string, number]} What the template's line says of it, and what that is worth: its label, or first and third
 *  person
 */
function whose( view, frame ) {
	const from = Math.max( 0, frame.start - AROUND );
	const before = view.page.wikitext.slice( from, frame.start ).split( '\n' ).pop() || '';
	const label = LABEL.exec( before );
	const kinds = label ? labels.typesOf( view, label[ 1 ].trim() ) : [];
	if ( kinds.indexOf( 'birth_date' ) >= 0 || kinds.indexOf( 'age_minor' ) >= 0 ) {
		const inside = frame.parent !== null && !( frame.marks & ( Mark.OWNER_BOX | Mark.USERBOX ) );
		return [ 'beside its label', inside ? LABELLED : BESIDE ];
	}
	const line = cues.fold( before );
	const words = view.lexicon.words.scan( line, 0, line.length );
	if ( words[ signs.Sign.OTHERS ].length ) {
		return [ "somebody else's", ALONE + OTHERS ];
	}
	return words[ signs.Sign.SELF ].length ? [ 'first person', ALONE + SELF ] :
		[ 'a date of birth in a template', ALONE ];
}

module.exports = { recognize: recognize };

'use strict';

/** Dates of birth in templates' arguments. bot/detect/recognizers/birth_templates.py. */

const regions = require( '../regions.js' );
const views = require( '../view.js' );

/**
 * @typedef {import('../view.js').Candidate} Candidate
 * @typedef {import('../view.js').View} View
 */

const Candidate = views.Candidate;
const Mark = regions.Mark;
const DATE_ARGUMENTS = new RegExp(
	'\\s*(?:df=[\\p{L}\\p{N}_]+\\||mf=[\\p{L}\\p{N}_]+\\|)*\\s*([0-9]{1,4}\\|(?:[0-9]{1,2}|[\\p{L}\\p{Nl}\\p{No}]{3,12})\\|[0-9]{1,4})(?![0-9])', 'u'
);

/**
 * `{{birth date|1984|11|3}}` inside the owner's box: the arguments are the span.
 *
 * @param {View} view
 * @return {Candidate[]}
 */
function recognize( view ) {
	/** @type {Candidate[]} */
	const out = [];
	for ( const frame of view.layout.templates ) {
		if ( !frame.blocks.length || !( frame.marks & Mark.OWNER_BOX || frame.sortOf === 'userbox' ) ||
			!view.lexicon.wording.birthTemplate.test( '{{' + frame.name + '|0000}}' ) ) {
			continue;
		}
		const whole = view.page.wikitext.slice( frame.start, frame.end );
		const found = view.lexicon.wording.birthTemplate.exec( whole );
		const dates = found && DATE_ARGUMENTS.exec( found[ 1 ] );
		if ( !found || !dates ) {
			continue;
		}
		const begin = frame.start + found[ 0 ].length - 2 - found[ 1 ].length +
			dates.index + dates[ 0 ].length - dates[ 1 ].length;
		const candidate = new Candidate(
			'birth_date', [ -1, -1 ], 0.9, 'label.birth_template', 'box', "date of birth in the owner's box"
		);
		candidate.span = [ begin, begin + dates[ 1 ].length ];
		candidate.block = frame.blocks[ 0 ];
		out.push( candidate );
	}
	return out;
}

module.exports = { recognize: recognize };

'use strict';

/**
 * A second look at each candidate, with all that the page tells. bot/detect/weighing.py.
 *
 * Weights are fitted on invented pages (scripts/build-weights). A page on which the first judgement finds nothing
 * stays without a finding.
 */

const regions = require( './regions.js' );

/**
 * @typedef {import('./view.js').Candidate} Candidate
 * @typedef {import('./view.js').View} View
 * @typedef {import('./ownership/index.js').Ownership} Ownership
 */

// One sign's worth: somebody else's words, a required disclosure (P11), silenced by a community.
const BEYOND_DOUBT = -0.9;
const MOST_WEIGHED = 400; // candidates; a person's page has a few dozen, one with more was made to cost time
const ADDED = 'likely, beside what else the page tells';
const TAKEN = 'unlikely, beside what else the page tells';
const TAKEN_WORTH = -1;
const BESIDE = 4; // findings before a candidate's end that may overlap it
const LINE = [ 40, 100, 250 ];
const OPENING = [ 2, 15, 50 ];
const LIKE = [ 2, 3, 5, 8 ];
const TOLD = [ 1, 2, 4 ];

/**
 * @param {Map<any, number>} counts
 * @param {any} key
 */
function count( counts, key ) {
	counts.set( key, ( counts.get( key ) || 0 ) + 1 );
}

/**
 * @param {number} number
 * @param {number[]} steps
 * @return {number} How many of the steps a number reaches
 */
function step( number, steps ) {
	return steps.filter( ( each ) => number >= each ).length;
}

/**
 * @param {Candidate} candidate
 * @return {number}
 */
function lineOf( candidate ) {
	return candidate.block === null ? -1 : candidate.block.index;
}

/**
 * @param {string} rule
 * @return {string} What rules of all languages share: `location` of `de.location.12`
 */
function family( rule ) {
	const parts = rule.split( '.' ).filter( ( part ) => !/^[0-9]+$/.test( part ) );
	return ( parts[ 0 ] === 'shared' || parts[ 0 ] === 'label' ? parts : parts.slice( 1 ) ).join( '.' );
}

/** What counts for every candidate of one page: how many there are of a type, and what is found already. */
class Page {
	/**
	 * @param {View} view
	 * @param {Ownership} owner
	 * @param {string} kind
	 * @param {Candidate[]} candidates
	 * @param {Candidate[]} found
	 */
	constructor( view, owner, kind, candidates, found ) {
		this.view = view;
		this.owner = owner;
		this.kind = kind;
		/** @type {Map<string, number>} */
		this.like = new Map();
		/** @type {Map<string, number>} */
		this.inLine = new Map();
		/** @type {Set<string>} */
		const ends = new Set();
		for ( const each of candidates ) {
			const end = each.type + each.end;
			if ( each.start < 0 ) {
				continue;
			}
			if ( !ends.has( end ) ) {
				ends.add( end );
				count( this.like, each.type );
			}
			const line = end + '/' + lineOf( each );
			if ( !ends.has( line ) ) {
				ends.add( line );
				count( this.inLine, each.type + lineOf( each ) );
			}
		}
		this.found = found.filter( ( each ) => each.start >= 0 )
			.sort( ( a, b ) => a.start - b.start || a.end - b.end );
		this.starts = this.found.map( ( each ) => each.start );
		this.total = found.length;
		/** @type {Map<string, number>} */
		this.types = new Map();
		/** @type {Map<number, number>} */
		this.lines = new Map();
		/** @type {Map<number, number>} */
		this.sections = new Map();
		for ( const each of found ) {
			count( this.types, each.type );
		}
		for ( const each of this.found ) {
			count( this.lines, lineOf( each ) );
			if ( each.block !== null ) {
				count( this.sections, each.block.section );
			}
		}
	}

	/**
	 * @param {Candidate} candidate One that stands in the visible text
	 * @return {string[]} What it is weighed by, apart from its score
	 */
	features( candidate ) {
		const view = this.view;
		const block = candidate.block || view.layout.blockAt( candidate.start );
		const first = candidate.cueStart >= 0 ? Math.min( candidate.start, candidate.cueStart ) : candidate.start;
		const out = [
			'one', 'rule=' + family( candidate.rule ), 'sort=' + candidate.sort, 'page=' + this.kind,
			'kind=' + block.kind,
			'section=' + this.owner.section( block.section ), 'line=' + step( block.end - block.start, LINE ),
			'opening=' + step( first - view.sentence( candidate.start )[ 0 ], OPENING ),
			'like=' + step( this.like.get( candidate.type ) || 0, LIKE )
		].concat( candidate.signs.map( ( sign ) => 'sign=' + sign[ 0 ] ) );
		if ( block.frame !== null ) {
			out.push( 'box=' + block.frame.sortOf );
		}
		if ( ( this.inLine.get( candidate.type + block.index ) || 0 ) > 1 ) {
			out.push( 'like in line' );
		}
		const at = regions.bisectRight( this.starts, candidate.end - 1 );
		const over = this.found.slice( Math.max( 0, at - BESIDE ), at )
			.filter( ( each ) => each.end > candidate.start );
		const others = ( /** @type {Map<any, number>} */ counts, /** @type {any} */ key,
			/** @type {(each: Candidate) => any} */ keyOf ) => ( counts.get( key ) || 0 ) >
				over.filter( ( each ) => keyOf( each ) === key ).length;
		out.push( 'told=' + step( this.total - over.length, TOLD ) );
		if ( others( this.lines, block.index, lineOf ) ) {
			out.push( 'told in line' );
		} else if ( others( this.sections, block.section, ( each ) => each.block && each.block.section ) ) {
			out.push( 'told in section' );
		}
		if ( others( this.types, candidate.type, ( each ) => each.type ) ) {
			out.push( 'told of type' );
		}
		return out;
	}
}

/**
 * @param {any} weights The table of config/rules/weights.json
 * @param {Candidate} candidate
 * @param {string[]} features
 * @return {number} How likely it is the owner's, from 0 to 1
 */
function probability( weights, candidate, features ) {
	const any = weights.weights.any;
	const own = weights.weights[ candidate.type ];
	let logit = candidate.score * ( ( any.score || 0 ) + ( own.score || 0 ) );
	for ( const feature of features ) {
		logit += ( any[ feature ] || 0 ) + ( own[ feature ] || 0 );
	}
	return 1 / ( 1 + Math.exp( -Math.max( -30, Math.min( 30, logit ) ) ) );
}

/**
 * Add what is likely beside the page's findings, and take away what is not.
 *
 * @param {Page} page
 * @param {Candidate[]} candidates
 * @param {any} limits Thresholds a type, as packaged
 * @param {any} weights
 */
function weigh( page, candidates, limits, weights ) {
	for ( const candidate of candidates ) {
		// It stands in the visible text, and no sign alone says that it is not to be told.
		if ( candidate.start < 0 || candidate.signs.some( ( sign ) => sign[ 1 ] <= BEYOND_DOUBT ) ) {
			continue;
		}
		const likely = probability( weights, candidate, page.features( candidate ) );
		const own = limits[ candidate.type ];
		const limit = own === undefined ? limits.default : own;
		if ( candidate.score >= limit - 1e-9 ) {
			if ( likely < weights.least ) {
				candidate.add( TAKEN, TAKEN_WORTH );
			}
		} else if ( likely > weights.enough[ candidate.type ] &&
			!candidate.signs.some( ( sign ) => weights.never.indexOf( sign[ 0 ] ) >= 0 ) ) {
			candidate.add( ADDED, limit - candidate.score );
		}
	}
}

module.exports = { Page: Page, weigh: weigh, MOST_WEIGHED: MOST_WEIGHED };

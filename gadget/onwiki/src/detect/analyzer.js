'use strict';

/**
 * Wikitext in, findings out: structure, recognizers, ownership, tiers. bot/detect/analyzer.py.
 *
 * A check is done in small steps, so that a page stays alive under any text.
 */

const card = require( './recognizers/card.js' );
const categories = require( './recognizers/categories.js' );
const answers = require( './recognizers/answers.js' );
const birthTemplates = require( './recognizers/birthtemplates.js' );
const companions = require( './recognizers/companions.js' );
const contact = require( './recognizers/contact.js' );
const credentials = require( './recognizers/credentials.js' );
const cues = require( './cues.js' );
const emblems = require( './recognizers/emblems.js' );
const homes = require( './recognizers/homes.js' );
const ids = require( './recognizers/ids.js' );
const image = require( './recognizers/image.js' );
const labelled = require( './recognizers/labelled.js' );
const messengers = require( './recognizers/messengers.js' );
const narrow = require( './narrow.js' );
const network = require( './recognizers/network.js' );
const organisations = require( './recognizers/organisations.js' );
const ownership = require( './ownership/index.js' );
const pages = require( './pages.js' );
const phrases = require( './recognizers/phrases.js' );
const place = require( './recognizers/place.js' );
const rivals = require( './rivals.js' );
const series = require( './recognizers/series.js' );
const social = require( './recognizers/social.js' );
const tiers = require( './tiers.js' );
const views = require( './view.js' );
const weighing = require( './weighing.js' );
const wikitext = require( './wikitext.js' );

/**
 * @typedef {import('./lexicon.js').Lexicon} Lexicon
 * @typedef {import('./view.js').Candidate} Candidate
 * @typedef {import('./ownership/index.js').Ownership} Ownership
 * @typedef {import('./recognizers/username.js').UsernameRecognizer} UsernameRecognizer
 * @typedef {import('./tuning.js').Tuning} Tuning
 * @typedef {import('./view.js').View} View
 * @typedef {import('./weighing.js').Page} Page
 * @typedef {import('./wikitext.js').Pass} Pass
 */

const MAX_CHARACTERS = 2200000; // MediaWiki's own limit is 2 MB of bytes
const MOST_CANDIDATES = 2000; // on one page; a person's has a few dozen
const MOST_FINDINGS = 500;
const TOKENS_AT_ONCE = 2000;
const CANDIDATES_AT_ONCE = 50;
const RECOGNIZERS = [
	phrases, labelled, answers, emblems, birthTemplates, contact, place, homes, social, ids, network, credentials,
	organisations, card
];
/** Rivals for the same letters: a number is a phone or an account, not both. */
const SAME_PLACE = [
	[ 'email', 'messaging_handle', 'social_handle', 'phone', 'credential', 'national_id', 'payment' ],
	[ 'location', 'employer', 'school', 'address', 'real_name' ]
];

/** One page being checked. */
class Check {
	/**
	 * @param {DraftPage} page
	 * @param {Lexicon} lexicon
	 * @param {any} tables The tables of config/rules/tiers.yaml
	 * @param {UsernameRecognizer} names
	 * @param {Tuning|null} tuning
	 */
	constructor( page, lexicon, tables, names, tuning ) {
		this.names = names;
		this.tuning = tuning;
		this.lexicon = lexicon;
		this.tables = tables;
		this.kind = pages.kindOf( page.title, lexicon );
		this.narrow = new narrow.Narrow( page.wikitext );
		this.page = {
			title: page.title, username: narrow.narrow( page.username ), lang: page.lang,
			wikitext: this.narrow.text.slice( 0, MAX_CHARACTERS )
		};
		this.user = cues.fold( this.page.username.replace( /_/g, ' ' ) );
		/** @type {Candidate[]} As recognized, without pictures */
		this.found = [];
		/** @type {Candidate[]} As judged */
		this.judged = [];
		/** @type {Finding[]} */
		this.findings = [];
		this.skipped = this.kind === 'script' || this.kind === 'draft' ? this.kind : null;
		/** @type {View|null} */
		this._view = null;
		/** @type {Ownership|null} */
		this._owner = null;
		this._next = 0;
		/** @type {Page|null} What the second look knows of the page; none where nothing is found */
		this._around = null;
		this._pass = this.skipped === null && /\S/.test( this.page.wikitext ) ?
			new wikitext.Pass( this.page.wikitext, lexicon ) : null;
		/** @type {Array<() => boolean>} Each says whether it is done */
		this._steps = this._pass === null ? [] : [ () => this._read(), () => this._scan() ].concat(
			RECOGNIZERS.map( ( recognizer ) => () => this._recognize( recognizer ) ),
			() => this._beside(), () => this._own(), () => this._judge(), () => this._pictures(),
			() => this._filed(), () => this._surely(), () => this._weighAgain(), () => this._report()
		);
	}

	/**
	 * Do a little more.
	 *
	 * @return {boolean} Whether the check is done
	 */
	step() {
		if ( this._steps.length && this._steps[ 0 ]() ) {
			this._steps.shift();
		}
		return !this._steps.length;
	}

	/** @return {Analysis} */
	result() {
		const named = this.names.isRealName( this.page.username, this.page.lang );
		const grave = tiers.ofPage( this.findings, this.tables, named );
		return {
			findings: this.findings.map( ( each ) => Object.assign( {}, each, {
				start: this.narrow.wide( each.start ), end: this.narrow.wide( each.end )
			} ) ),
			usernameIsRealName: named, tier: grave.tier, mosaic: grave.mosaic, minor: grave.minor,
			skipped: this.skipped
		};
	}

	/** @return {View} */
	_seen() {
		return /** @type {View} */ ( this._view );
	}

	_read() {
		const pass = /** @type {Pass} */ ( this._pass );
		if ( !pass.read( TOKENS_AT_ONCE ) ) {
			return false;
		}
		const layout = pass.end();
		this._pass = null;
		this._view = new views.View( this.page, layout, this.lexicon, this.names );
		if ( !layout.text ) { // there is nothing to see; this step is taken away by who asked for it
			this._steps = [ this._steps[ 0 ], () => this._filed(), () => this._report() ];
		}
		return true;
	}

	_scan() {
		return this._seen().search.next();
	}

	/** @return {boolean} */
	_beside() {
		this.found = this.found.concat( companions.recognize( this._seen(), this.found ) );
		this.found = this.found.concat( series.recognize( this._seen(), this.found ) );
		return true;
	}

	/**
	 * @param {{recognize: (view: View) => Candidate[]}} recognizer
	 * @return {boolean}
	 */
	_recognize( recognizer ) {
		for ( const candidate of recognizer.recognize( this._seen() ) ) {
			this.found.push( candidate );
		}
		return true;
	}

	_own() {
		this.found = this.found.slice( 0, MOST_CANDIDATES );
		rivals.nameTowns( this._seen(), this.found );
		this._owner = new ownership.Ownership( this._seen(), this.tables, this.kind );
		this._owner.count( this.found );
		// Names first: see Ownership.judge.
		const names = this.found.filter( ( each ) => each.type === 'real_name' );
		this.found = names.concat( this.found.filter( ( each ) => each.type !== 'real_name' ) );
		return true;
	}

	_judge() {
		const view = this._seen();
		const owner = /** @type {Ownership} */ ( this._owner );
		const stop = Math.min( this._next + CANDIDATES_AT_ONCE, this.found.length );
		for ( ; this._next < stop; this._next++ ) {
			const candidate = this.found[ this._next ];
			if ( candidate.span === null ) {
				candidate.span = view.layout.span( candidate.start, candidate.end );
			}
			if ( candidate.type === 'real_name' &&
				view.folded.startsWith( this.user, candidate.start ) &&
				candidate.end <= candidate.start + this.user.length ) { // the account's name, or what a slot took of it
				continue;
			}
			this._weigh( owner, candidate );
		}
		return this._next >= this.found.length;
	}

	/**
	 * @param {Ownership} owner
	 * @param {Candidate} candidate
	 */
	_weigh( owner, candidate ) {
		owner.judge( candidate );
		if ( messengers.isAccount( this._seen(), candidate ) ) {
			candidate.type = 'messaging_handle';
		}
		if ( this.tuning !== null ) {
			this.tuning.apply( candidate, this._seen() );
		}
		this.judged.push( candidate );
	}

	_pictures() {
		const view = this._seen();
		const least = this.tables.threshold.default;
		const names = this.judged.filter( ( each ) => each.type === 'real_name' && each.score >= least )
			.map( ( each ) => view.folded.slice( each.start, each.end ) );
		for ( const picture of image.recognize( view, [ this.user ].concat( names ) ) ) {
			this._weigh( /** @type {Ownership} */ ( this._owner ), picture );
		}
		return true;
	}

	/**
	 * What categories say; whose they are is no question.
	 *
	 * @return {boolean}
	 */
	_filed() {
		for ( const candidate of categories.recognize( this._seen() ) ) {
			if ( this.tuning !== null ) {
				this.tuning.apply( candidate, this._seen() );
			}
			this.judged.push( candidate );
		}
		return true;
	}

	_surely() {
		const found = keep( this._seen(), this.judged, this.tables );
		if ( found.length && this.judged.length <= weighing.MOST_WEIGHED ) {
			const owner = /** @type {Ownership} */ ( this._owner );
			this._around = new weighing.Page( this._seen(), owner, this.kind, this.judged, found );
		}
		this._next = 0;
		return true;
	}

	_weighAgain() {
		if ( this._around === null ) {
			return true;
		}
		const some = this.judged.slice( this._next, this._next + CANDIDATES_AT_ONCE );
		weighing.weigh( this._around, some, this.tables.packaged, this.tables.weights );
		this._next += CANDIDATES_AT_ONCE;
		return this._next >= this.judged.length;
	}

	_report() {
		this.findings = keep( this._seen(), this.judged, this.tables ).map( ( each ) => ( {
			type: each.type, start: spanOf( each )[ 0 ], end: spanOf( each )[ 1 ], tier: this.tables.tier[ each.type ],
			score: Math.round( Math.min( 1, each.score ) * 100 ) / 100, rule: each.rule
		} ) ).sort( ( a, b ) => a.start - b.start || a.end - b.end || ( a.type < b.type ? -1 : 1 ) );
		return true;
	}
}

/**
 * @param {View} view
 * @param {Candidate[]} candidates
 * @param {any} tables
 * @return {Candidate[]} Those above their threshold, without overlaps of one type; the better one stays
 */
function keep( view, candidates, tables ) {
	/** @type {Candidate[]} */
	const kept = [];
	const above = candidates.filter( ( candidate ) => {
		const limit = tables.threshold[ candidate.type ];
		return candidate.score >= ( limit === undefined ? tables.threshold.default : limit ) - 1e-9;
	} );
	for ( const candidate of rivals.settled( view, above ).sort( rank ) ) {
		const span = spanOf( candidate );
		if ( kept.length >= MOST_FINDINGS ) {
			break;
		}
		if ( span[ 1 ] > span[ 0 ] && !kept.some( ( other ) => spanOf( other )[ 0 ] < span[ 1 ] &&
			span[ 0 ] < spanOf( other )[ 1 ] && isRival( candidate.type, other.type ) ) ) {
			kept.push( candidate );
		}
	}
	return withoutFirstNames( kept );
}

/**
 * @param {Candidate} candidate
 * @return {[number, number]}
 */
function spanOf( candidate ) {
	return candidate.span || [ 0, 0 ];
}

/**
 * @param {Candidate} one
 * @param {Candidate} other
 * @return {number} The surer one first, then the longer, then the earlier
 */
function rank( one, other ) {
	const a = spanOf( one );
	const b = spanOf( other );
	return Math.min( 1, other.score ) - Math.min( 1, one.score ) || ( b[ 1 ] - b[ 0 ] ) - ( a[ 1 ] - a[ 0 ] ) ||
		a[ 0 ] - b[ 0 ] || ( one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0 );
}

/**
 * @param {FindingType} one
 * @param {FindingType} other
 * @return {boolean} Whether two findings on the same letters are rivals
 */
function isRival( one, other ) {
	return one === other ||
		SAME_PLACE.some( ( group ) => group.indexOf( one ) >= 0 && group.indexOf( other ) >= 0 );
}

/**
 * @param {Candidate[]} kept
 * @return {Candidate[]} Without first names alone where the full name stands too
 */
function withoutFirstNames( kept ) {
	const length = ( /** @type {Candidate} */ each ) => spanOf( each )[ 1 ] - spanOf( each )[ 0 ];
	const names = kept.filter( ( each ) => each.type === 'real_name' );
	if ( names.length < 2 ) {
		return kept;
	}
	const longest = Math.max.apply( null, names.map( length ) );
	return kept.filter( ( each ) => each.type !== 'real_name' || length( each ) * 2 > longest );
}

module.exports = { Check: Check };

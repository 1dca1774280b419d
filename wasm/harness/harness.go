// Package harness evaluates scenarios in engine.wasm, the module of the playground's page, from Go.
//
// A project tests its policies with one line:
//
//	func TestPolicies(t *testing.T) { harness.Run(t, "testdata/policies") }
//
// Every *.scenario.json below the folder is a subtest, every request of it with an "expect" a subtest of that. A request
// that is decided otherwise fails with the reason and the whole trace. Programs use New, Evaluate, Explain, Lint and Close.
//
// engine.wasm is built by the go command when a test starts, from the version of this module that the project requires
// (see package module); nothing else has to be installed. Options.Module takes a file that was built elsewhere.
//
// The harness is for tests and tools. A program that only wants decisions uses the engine package itself, which is
// nearly ten times faster than the same code in a WebAssembly runtime.
package harness

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"

	"github.com/iam-policy-playground/playground/engine/wire"
	"github.com/iam-policy-playground/playground/wasm/module"
)

const (
	// memoryPages bounds an instance to 128 MiB, the memory of a Cloudflare Worker; a page is 64 KiB.
	memoryPages = 2048
	// maxInput bounds a scenario, in bytes. The module refuses a larger one itself.
	maxInput = 16 << 20
)

// The operations of the module. They are the library's own constants, also for a reason that does not show: "go test"
// then sees that a test over this package is stale when the engine's sources change, which the module is built from.
const (
	OpEvaluate uint32 = wire.Evaluate // scenario → results with traces
	OpDecide   uint32 = wire.Decide   // scenario → decisions
	OpExplain  uint32 = wire.Explain  // scenario → results with the trace as text
	OpAbout    uint32 = wire.About    // anything → what the reason and diagnostic codes mean
	OpLearn    uint32 = wire.Learn    // records of services → how many are known
	OpCheck    uint32 = wire.Check    // scenario → findings with fixes
)

// Options say where the module comes from and how many calls run at the same time. The zero Options are the defaults.
type Options struct {
	Module    []byte // engine.wasm; nil to build it from this module's sources, as required by the project in the current folder
	Instances int    // calls at the same time, each with memory of its own; 0 for one a processor
}

// A Harness holds the compiled module and its instances. It is safe for concurrent use.
type Harness struct {
	runtime  wazero.Runtime
	cache    wazero.CompilationCache
	compiled wazero.CompiledModule
	digest   string
	free     chan *instance // as many as may run; nil stands for one that has yet to be made
}

// New builds the module where Options hold none, and compiles it. The compiled code is kept in the user's cache folder.
func New(ctx context.Context, options Options) (*Harness, error) {
	binary := options.Module
	if binary == nil {
		var err error
		if binary, err = module.Load(ctx, ""); err != nil {
			return nil, err
		}
	}
	cache, err := compilationCache()
	if err != nil {
		return nil, err
	}
	config := wazero.NewRuntimeConfig().WithCompilationCache(cache).WithMemoryLimitPages(memoryPages)
	h := &Harness{runtime: wazero.NewRuntimeWithConfig(ctx, config), cache: cache, digest: module.Digest(binary)}
	if _, err = wasi_snapshot_preview1.Instantiate(ctx, h.runtime); err == nil {
		h.compiled, err = h.runtime.CompileModule(ctx, binary)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("compiling engine.wasm: %w", err), h.Close(ctx))
	}
	instances := options.Instances
	if instances <= 0 {
		instances = runtime.GOMAXPROCS(0)
	}
	h.free = make(chan *instance, instances)
	for range instances {
		h.free <- nil
	}
	return h, nil
}

// compilationCache keeps compiled modules for the next process; without a cache folder, for this process.
func compilationCache() (wazero.CompilationCache, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return wazero.NewCompilationCache(), nil
	}
	return wazero.NewCompilationCacheWithDir(filepath.Join(dir, "iam-policy-playground", "wazero"))
}

// Digest returns the SHA-256 of the module, which the page shows too.
func (h *Harness) Digest() string { return h.digest }

// Close ends all instances. No call may be under way.
func (h *Harness) Close(ctx context.Context) error {
	return errors.Join(h.runtime.Close(ctx), h.cache.Close(ctx))
}

// Call hands in to an operation of the module and returns its answer, JSON text that belongs to the caller. An instance
// that traps is replaced for the next call.
func (h *Harness) Call(ctx context.Context, op uint32, in []byte) (answer []byte, err error) {
	err = h.use(ctx, func(one *instance) error {
		answer, err = one.call(ctx, op, in)
		return err
	})
	return answer, err
}

// use calls f with an instance that nobody else has meanwhile.
func (h *Harness) use(ctx context.Context, f func(one *instance) error) error {
	var one *instance
	select {
	case one = <-h.free:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { h.free <- one }()
	if one == nil {
		made, err := h.instantiate(ctx)
		if err != nil {
			return err
		}
		one = made
	}
	err := f(one)
	if one.trapped {
		one.module.Close(ctx)
		one = nil
	}
	return err
}

// An instance is one memory with the module's code. It answers one call at a time.
type instance struct {
	module  api.Module
	buffer  api.Function
	ask     api.Function
	stack   [2]uint64
	stderr  tail
	trapped bool            // it may not be used any more
	learned map[string]bool // the services that it was told of; nil if it does not even know which there are
}

func (h *Harness) instantiate(ctx context.Context) (*instance, error) {
	one := &instance{}
	config := wazero.NewModuleConfig().WithName(""). // no name: any number of instances
								WithStartFunctions("_initialize").WithSysWalltime().WithSysNanotime().WithStderr(&one.stderr)
	m, err := h.runtime.InstantiateModule(ctx, h.compiled, config)
	if err != nil {
		return nil, fmt.Errorf("starting engine.wasm: %w\n%s", err, one.stderr.text())
	}
	one.module, one.buffer, one.ask = m, m.ExportedFunction("buffer"), m.ExportedFunction("call")
	if one.buffer == nil || one.ask == nil {
		return nil, errors.Join(errors.New("engine.wasm: no exports buffer and call: not a module of the playground"), m.Close(ctx))
	}
	return one, nil
}

var errRange = errors.New("an address outside the memory")

// call hands in to an operation and returns its answer.
func (one *instance) call(ctx context.Context, op uint32, in []byte) ([]byte, error) {
	if len(in) > maxInput {
		return nil, fmt.Errorf("a scenario of %d bytes: the module takes at most %d", len(in), maxInput)
	}
	answer, err := one.exchange(ctx, op, in)
	if err != nil {
		one.trapped = true
		return nil, fmt.Errorf("engine.wasm trapped: %w\n%s", err, one.stderr.text())
	}
	if bytes.HasPrefix(answer, []byte(`{"error":`)) {
		return nil, fmt.Errorf("engine.wasm failed: %s\n%s", answer, one.stderr.text())
	}
	return answer, nil
}

func (one *instance) exchange(ctx context.Context, op uint32, in []byte) ([]byte, error) {
	one.stack[0] = uint64(len(in))
	if err := one.buffer.CallWithStack(ctx, one.stack[:]); err != nil {
		return nil, err
	}
	if !one.module.Memory().Write(uint32(one.stack[0]), in) {
		return nil, errRange
	}
	one.stack[0], one.stack[1] = uint64(op), uint64(len(in))
	if err := one.ask.CallWithStack(ctx, one.stack[:]); err != nil {
		return nil, err
	}
	view, ok := one.module.Memory().Read(uint32(one.stack[0]>>32), uint32(one.stack[0]))
	if !ok {
		return nil, errRange
	}
	return bytes.Clone(view), nil // the view is overwritten by the next call
}

// A tail keeps the last bytes that an instance wrote to standard error: the text of a panic.
type tail struct{ kept []byte }

const tailBytes = 32 << 10 // the stack of a fault, and the sentence above it

func (t *tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p...)
	if extra := len(t.kept) - tailBytes; extra > 0 {
		t.kept = append(t.kept[:0], t.kept[extra:]...)
	}
	return len(p), nil
}

// text returns what was kept and forgets it.
func (t *tail) text() []byte {
	kept := t.kept
	t.kept = nil
	return bytes.TrimSpace(kept)
}

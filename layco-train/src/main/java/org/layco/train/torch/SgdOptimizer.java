package org.layco.train.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.layco.train.graph.ParameterSpec.Role;

/**
 * Stochastic gradient descent with Nesterov momentum (Sutskever et al., ICML 2013) and decay of the weights, not of
 * biases or normalisation parameters.
 */
public final class SgdOptimizer implements AutoCloseable {
    private final float momentum;
    private final float weightDecay;
    private final NDManager manager;
    private final List<TrainableNetwork.Trained> trained;
    private final List<NDArray> velocities = new ArrayList<>();

    /**
     * An optimiser at rest.
     *
     * @param network whose parameters it moves
     * @param momentum share of the velocity that a step keeps, 0..1
     * @param weightDecay share of a weight that is added to its gradient
     */
    public SgdOptimizer(Torch torch, TrainableNetwork network, double momentum, double weightDecay) {
        this.momentum = (float) momentum;
        this.weightDecay = (float) weightDecay;
        this.manager = torch.manager().newSubManager();
        this.trained = network.trained();
        for (TrainableNetwork.Trained parameter : trained) {
            velocities.add(manager.zeros(parameter.tensor().getShape()));
        }
    }

    /**
     * Scales all gradients together down to a norm, where theirs is larger (Pascanu, Mikolov, Bengio, ICML 2013): one batch of
     * bad luck must not decide over many.
     */
    public void limitGradients(double largestNorm) {
        double squares = 0;
        for (TrainableNetwork.Trained parameter : trained) {
            try (NDArray gradient = parameter.tensor().getGradient()) {
                FloatBuffer values = TensorData.of(gradient);
                for (int i = 0; i < values.capacity(); i++) {
                    squares += (double) values.get(i) * values.get(i);
                }
            }
        }
        double norm = Math.sqrt(squares);
        if (norm > largestNorm) {
            scaleGradients((float) (largestNorm / norm));
        }
    }

    /** Sets all gradients to zero without a step. */
    public void forgetGradients() {
        for (TrainableNetwork.Trained parameter : trained) {
            try (NDArray gradient = parameter.tensor().getGradient()) {
                FloatBuffer values = TensorData.of(gradient);
                for (int i = 0; i < values.capacity(); i++) {
                    values.put(i, 0);
                }
            }
        }
    }

    private void scaleGradients(float factor) {
        for (TrainableNetwork.Trained parameter : trained) {
            try (NDArray gradient = parameter.tensor().getGradient()) {
                gradient.muli(factor);
            }
        }
    }

    /** Moves every parameter along its gradient and sets the gradient to zero. */
    public void step(double learningRate) {
        try (NDManager step = manager.newSubManager()) {
            for (int i = 0; i < trained.size(); i++) {
                NDArray tensor = trained.get(i).tensor();
                NDArray gradient = tensor.getGradient();
                gradient.attach(step);
                NDArray direction = gradient.duplicate();
                if (trained.get(i).role() == Role.WEIGHT) {
                    NDArray decay = tensor.stopGradient();
                    decay.attach(step);
                    direction.addi(decay.mul(weightDecay));
                }
                NDArray velocity = velocities.get(i);
                velocity.muli(momentum).addi(direction);
                NDArray ahead = velocity.mul(momentum);
                ahead.attach(step);
                direction.addi(ahead).muli((float) learningRate);
                tensor.subi(direction);
                gradient.muli(0f);
            }
        }
    }

    /** The velocities of all parameters, in a fixed order. */
    public List<float[]> velocities() {
        return velocities.stream().map(NDArray::toFloatArray).toList();
    }

    /** Sets the velocities to earlier ones. */
    public void restore(List<float[]> saved) {
        for (int i = 0; i < velocities.size(); i++) {
            TensorData.of(velocities.get(i)).put(saved.get(i));
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
